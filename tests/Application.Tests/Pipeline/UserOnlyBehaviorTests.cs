using RunEvaluations.Application.Labels;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Tests.Pipeline;

public sealed class UserOnlyBehaviorTests
{
    [Fact]
    public void Every_request_is_told_of_here() =>
        Assert.Equal(
            RegistrationTests.RequestTypes.Select(t => t.Name).Order(),
            Sample.OfUsers(A.User).Concat(Sample.OfAnybody(A.User)).Select(s => s.Type.Name).Order());

    [Fact]
    public async Task What_only_a_user_may_do_is_refused_to_an_evaluator()
    {
        var app = new TheApplication();

        foreach (var sample in Sample.OfUsers(A.Evaluator))
            Assert.Same(CallerErrors.UserRequired, await sample.Send(app));
        Assert.False(app.AskedAPort);
    }

    [Fact]
    public Task A_user_may_do_it() => AssertReachPorts(Sample.OfUsers(A.User));

    [Fact]
    public Task Everything_else_an_evaluator_may_do_too() => AssertReachPorts(Sample.OfAnybody(A.Evaluator));

    [Fact]
    public async Task An_evaluator_is_refused_before_its_request_is_looked_at()
    {
        var wrong = new CreateLabel(A.Evaluator, "", null, new ValueConstraint(EvaluationValueType.Continuous));

        Assert.Same(CallerErrors.UserRequired, (await new TheApplication().Send(wrong)).Error);
    }

    private static async Task AssertReachPorts(IReadOnlyList<Sample> samples)
    {
        foreach (var sample in samples)
        {
            var app = TheApplication.ThatWrites();

            var error = await sample.Send(app);

            Assert.NotSame(CallerErrors.UserRequired, error);
            Assert.True(app.AskedAPort, sample.Type.Name);
        }
    }
}
