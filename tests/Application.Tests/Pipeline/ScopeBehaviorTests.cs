using System.Reflection;
using RunEvaluations.Application.ApiKeys;
using RunEvaluations.Application.Evaluators;
using RunEvaluations.Application.Labels;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Tests.Pipeline;

public sealed class ScopeBehaviorTests
{
    private static readonly Scope[] All = Enum.GetValues<Scope>();

    [Fact]
    public void Every_request_says_which_scope_it_needs() => Assert.All(
        RegistrationTests.RequestTypes.Except([typeof(CheckEvaluatorCredential)]),
        type => Assert.True(type.IsDefined(typeof(NeedsScopeAttribute)), type.Name));

    [Fact]
    public void Only_what_finds_out_about_a_credential_needs_none() => Assert.Equal(
        [typeof(CheckEvaluatorCredential)],
        RegistrationTests.RequestTypes.Where(type => type.IsDefined(typeof(NeedsNoScopeAttribute))));

    [Fact]
    public async Task A_request_is_refused_with_every_scope_but_its_own()
    {
        foreach (var (needed, sample) in Samples(ScopeSet.Of()))
            await AssertRefused(sample, needed);

        foreach (var scope in All)
            foreach (var (needed, sample) in Samples(ScopeSet.Of(scope)).Where(s => s.Needed != scope && scope != Scope.Admin))
                await AssertRefused(sample, needed);
    }

    [Fact]
    public async Task Its_own_scope_or_admin_will_do()
    {
        foreach (var scope in All)
            foreach (var (_, sample) in Samples(ScopeSet.Of(scope)).Where(s => s.Needed == scope || scope == Scope.Admin))
            {
                var app = TheApplication.ThatWrites();
                Assert.NotEqual("scope_required", (await sample.Send(app))?.Code);
                Assert.True(app.AskedAPort, sample.Type.Name);
            }
    }

    [Fact]
    public async Task The_scope_is_asked_for_before_anything_else()
    {
        var caller = A.Evaluator with { Scopes = ScopeSet.Of(Scope.EvaluationsRead) };
        var wrong = new CreateLabel(caller, "", null, new ValueConstraint(EvaluationValueType.Continuous));

        Assert.Equal("labels:write", (await new TheApplication().Send(wrong)).Error?.Facts["scope"]);
    }

    [Fact]
    public async Task With_admin_alone_every_scope_can_be_granted()
    {
        var caller = A.User with { Scopes = ScopeSet.Of(Scope.Admin) };

        await TheApplication.ThatWrites().AssertAccepts(new CreateApiKey(caller, "all", All, null, null, null));
    }

    private static async Task AssertRefused(Sample sample, Scope needed)
    {
        var app = new TheApplication();

        var error = await sample.Send(app);

        Assert.Equal("scope_required", error?.Code);
        Assert.Equal(ScopeNames.Of(needed), error!.Facts["scope"]);
        Assert.False(app.AskedAPort);
    }

    private static IEnumerable<(Scope Needed, Sample Sample)> Samples(ScopeSet scopes)
    {
        var caller = A.User with { Scopes = scopes };
        return from sample in Sample.OfUsers(caller).Concat(Sample.OfAnybody(caller))
               where sample.Type != typeof(CheckEvaluatorCredential)
               select (sample.Type.GetCustomAttribute<NeedsScopeAttribute>()!.Scope, sample);
    }
}
