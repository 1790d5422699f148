using NSubstitute;
using RunEvaluations.Domain.ApiKeys;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Tests.ApiKeys;

public sealed class ApiKeyGateTests
{
    private readonly TheApplication app = new();
    private readonly ApiKeyText text = ApiKeyText.New("acme");

    private readonly PresentedApiKey key = new()
    {
        Id = A.Id(1),
        AccountId = "acme",
        UserId = "ann",
        Scopes = [Scope.EvaluationsRead],
    };

    [Fact]
    public async Task A_good_key_is_admitted_and_its_use_told()
    {
        Finds(key);

        var caller = (await app.ApiKeyGate.Admit(text.Reveal(), A.Token)).Value;

        Assert.Equal(A.User with { Scopes = ScopeSet.Of(Scope.EvaluationsRead) }, caller);
        app.ApiKeyUses.Received(1).Tell("acme", A.Id(1), A.Now);
    }

    [Fact]
    public async Task A_key_that_is_refused_was_not_used()
    {
        Finds(key with { ExpiresAt = A.Now });

        Assert.Same(ApiKeyErrors.Expired, (await app.ApiKeyGate.Admit(text.Reveal(), A.Token)).Error);
        Assert.Empty(app.ApiKeyUses.ReceivedCalls());
    }

    [Fact]
    public async Task A_key_that_is_not_there_is_not_a_valid_one() =>
        Assert.Same(ApiKeyErrors.Invalid, (await app.ApiKeyGate.Admit(text.Reveal(), A.Token)).Error);

    [Fact]
    public async Task What_is_no_key_is_not_looked_up()
    {
        Assert.Same(ApiKeyErrors.Invalid, (await app.ApiKeyGate.Admit(text.Reveal() + "=", A.Token)).Error);
        Assert.False(app.AskedAPort);
    }

    private void Finds(PresentedApiKey found) =>
        app.ApiKeys.Find("acme", Arg.Is<byte[]>(hash => hash.SequenceEqual(text.Hash)), A.Token).Returns(found);
}
