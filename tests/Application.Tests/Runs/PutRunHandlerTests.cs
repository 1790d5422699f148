using NSubstitute;
using RunEvaluations.Application.Runs;
using RunEvaluations.Domain.Runs;

namespace RunEvaluations.Application.Tests.Runs;

public sealed class PutRunHandlerTests
{
    private static readonly PutRun Request = new(A.User, A.Id(90), RunContents.Full);

    private readonly TheApplication app = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_run_is_put_under_its_id_and_the_answer_says_whether_it_is_new(bool created)
    {
        app.Runs.Put(RunContents.AsRun(A.Id(90)), A.Token).Returns(new PutRunOutcome(A.Run(), created));

        Assert.Equal(new PutRunOutcome(A.Run(), created), (await app.Send(Request)).Value);
    }

    [Fact]
    public async Task Another_experiment_is_refused()
    {
        app.Runs.Put(Arg.Any<Run>(), A.Token).Returns(RunErrors.ExperimentIsFixed);

        Assert.Same(RunErrors.ExperimentIsFixed, (await app.Send(Request)).Error);
    }

    [Theory]
    [MemberData(nameof(RunContents.Wrong), MemberType = typeof(RunContents))]
    public Task A_run_of_the_wrong_shape_is_refused_by_the_name_on_the_wire(
        RunContent content,
        string field,
        string reason) =>
        app.AssertRefuses(Request with { Content = content }, field, reason);

    [Theory]
    [MemberData(nameof(RunContents.AtTheLimit), MemberType = typeof(RunContents))]
    public Task A_run_at_the_limit_is_accepted(RunContent content) =>
        app.AssertAccepts(Request with { Content = content });
}
