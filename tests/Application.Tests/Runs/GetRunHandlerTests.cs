using NSubstitute;
using RunEvaluations.Application.Runs;
using RunEvaluations.Domain.Runs;

namespace RunEvaluations.Application.Tests.Runs;

public sealed class GetRunHandlerTests
{
    private readonly TheApplication app = new();

    [Fact]
    public async Task The_run_is_asked_for_in_the_callers_account()
    {
        app.Runs.Get("acme", A.Id(1), A.Token).Returns(A.Run());

        Assert.Equal(A.Run(), (await app.Send(new GetRun(A.User, A.Id(1)))).Value);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found() =>
        Assert.Same(RunErrors.NotFound, (await app.Send(new GetRun(A.User, A.Id(2)))).Error);
}
