using RunEvaluations.Domain.ApiKeys;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Domain.Tests.ApiKeys;

public sealed class PresentedApiKeyTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid EvaluatorId = new("01990000-0000-7000-8000-0000000000ee");

    private static readonly PresentedApiKey OfAnn = new()
    {
        Id = new Guid("01990000-0000-7000-8000-0000000000ff"),
        AccountId = "acme",
        UserId = "ann",
        Scopes = [Scope.LabelsWrite, Scope.EvaluationsRead],
    };

    [Fact]
    public void It_calls_as_its_holder_with_its_own_scopes_alone()
    {
        var scopes = ScopeSet.Of(Scope.EvaluationsRead, Scope.LabelsWrite);

        Assert.Equal(Caller.User("acme", "ann") with { Scopes = scopes }, OfAnn.Admit(Now).Value);
        Assert.Equal(
            Caller.Evaluator("acme", EvaluatorId) with { Scopes = scopes },
            (OfAnn with { UserId = null, EvaluatorId = EvaluatorId }).Admit(Now).Value);
    }

    [Fact]
    public void It_is_good_until_the_moment_it_expires()
    {
        var key = OfAnn with { ExpiresAt = Now };

        Assert.Null(key.Admit(Now.AddTicks(-1)).Error);
        Assert.Same(ApiKeyErrors.Expired, key.Admit(Now).Error);
    }

    [Fact]
    public void A_revoked_key_is_refused_whatever_else_there_is_to_say()
    {
        var key = OfAnn with { RevokedAt = Now, ExpiresAt = Now, EvaluatorArchived = true };

        Assert.Same(ApiKeyErrors.Revoked, key.Admit(Now.AddDays(-1)).Error);
        Assert.Same(ApiKeyErrors.Expired, (key with { RevokedAt = null }).Admit(Now).Error);
    }

    [Fact]
    public void The_key_of_an_archived_evaluator_is_refused() =>
        Assert.Same(
            ApiKeyErrors.OfArchivedEvaluator,
            (OfAnn with { UserId = null, EvaluatorId = EvaluatorId, EvaluatorArchived = true }).Admit(Now).Error);
}
