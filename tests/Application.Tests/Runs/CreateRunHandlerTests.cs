using NSubstitute;
using RunEvaluations.Application.Runs;
using RunEvaluations.Domain.Runs;

namespace RunEvaluations.Application.Tests.Runs;

public sealed class CreateRunHandlerTests
{
    private static readonly CreateRun Request = new(A.User, A.Id(90), RunContents.Full);

    private readonly TheApplication app = new();

    [Fact]
    public async Task The_run_is_registered_under_the_id_that_the_caller_brings()
    {
        app.Runs.Create(RunContents.AsRun(A.Id(90)), A.Token).Returns(A.Run());

        Assert.Equal(A.Run(), (await app.Send(Request)).Value);
    }

    [Fact]
    public async Task A_run_without_an_id_is_given_one()
    {
        Run? passed = null;
        app.Runs.Create(Arg.Do<Run>(r => passed = r), A.Token).Returns(A.Run());

        await app.Send(Request with { RunId = null });

        Assert.Equal(RunContents.AsRun(passed!.Id), passed);
        Assert.Equal(7, passed.Id.Version);
    }

    [Fact]
    public async Task An_id_that_is_taken_is_refused()
    {
        app.Runs.Create(Arg.Any<Run>(), A.Token).Returns(RunErrors.AlreadyExists);

        Assert.Same(RunErrors.AlreadyExists, (await app.Send(Request)).Error);
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
