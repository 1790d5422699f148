using NSubstitute;
using RunEvaluations.Application.ApiKeys;
using RunEvaluations.Domain.ApiKeys;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Tests.ApiKeys;

public sealed class CreateApiKeyHandlerTests
{
    private static readonly CreateApiKey Request =
        new(A.User, "pipeline", [Scope.EvaluationsWrite, Scope.LabelsWrite], null, null, A.Now.AddTicks(1));

    private readonly TheApplication app = new();

    public static TheoryData<CreateApiKey, string, string> Wrong { get; } = new()
    {
        { Request with { Name = " " }, "name", "must not be blank" },
        { Request with { Name = A.Text(201) }, "name", "must have at most 200 characters" },
        { Request with { Name = "a\0" }, "name", A.NotStorable },
        { Request with { Scopes = [] }, "scopes", "must name a scope" },
        { Request with { Scopes = [Scope.Admin, Scope.Admin] }, "scopes", "must not name a scope twice" },
        { Request with { User = "" }, "user", "must be 1 to 128 visible characters" },
        { Request with { User = "a b" }, "user", "must be 1 to 128 visible characters" },
        { Request with { User = "bob", EvaluatorId = A.Id(1) }, "evaluator_id", "must not be given together with user" },
        { Request with { ExpiresAt = A.Now }, "expires_at", "must be in the future" },
    };

    [Fact]
    public async Task The_port_is_told_everything_but_the_secret()
    {
        ApiKey? passed = null;
        app.ApiKeys.Create(Arg.Do<ApiKey>(k => passed = k), A.Token).Returns(A.ApiKey());

        var created = (await app.Send(Request)).Value;

        Assert.Equal(A.ApiKey(), created.Key);
        Assert.Equal("acme", created.Secret!.AccountId);
        Assert.Equal(
            new ApiKey
            {
                Id = passed!.Id,
                CreatedBy = A.User,
                Name = "pipeline",
                Prefix = created.Secret.Prefix,
                Hash = passed.Hash,
                Scopes = Request.Scopes,
                UserId = "ann",
                CreatedAt = A.Now,
                ExpiresAt = A.Now.AddTicks(1),
            },
            passed);
        Assert.Equal(created.Secret.Hash, passed.Hash);
        Assert.DoesNotContain(created.Secret.Reveal(), $"{created} {passed}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_for_whom_it_is_asked_for()
    {
        ApiKey? passed = null;
        app.ApiKeys.Create(Arg.Do<ApiKey>(k => passed = k), A.Token).Returns(A.ApiKey());

        await app.Send(Request with { User = "bob" });
        Assert.Equal(("bob", null), (passed!.UserId, passed.EvaluatorId));

        await app.Send(Request with { EvaluatorId = A.Id(3) });
        Assert.Equal((null, A.Id(3)), (passed.UserId, passed.EvaluatorId));
    }

    [Fact]
    public async Task What_the_port_refuses_is_refused()
    {
        app.ApiKeys.Create(default!, default).ReturnsForAnyArgs(ApiKeyErrors.TooMany);

        Assert.Same(ApiKeyErrors.TooMany, (await app.Send(Request)).Error);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public Task A_wrong_field_is_refused(CreateApiKey request, string field, string reason) =>
        app.AssertRefuses(request, field, reason);
}
