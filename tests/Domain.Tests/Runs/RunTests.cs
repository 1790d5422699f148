using RunEvaluations.Domain.Runs;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Domain.Tests.Runs;

public sealed class RunTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(RunStatus.Running, false, false)]
    [InlineData(RunStatus.Completed, true, false)]
    [InlineData(RunStatus.Failed, true, true)]
    [InlineData(RunStatus.Cancelled, true, false)]
    [InlineData(RunStatus.Timeout, true, false)]
    [InlineData(RunStatus.Waiting, false, false)]
    public void A_status_says_whether_the_run_has_finished_and_whether_it_failed(
        RunStatus status,
        bool finished,
        bool failed)
    {
        var run = new Run
        {
            Id = Guid.Empty,
            CreatedBy = Caller.User("acme", "ann"),
            Status = status,
            CreatedAt = Now,
        };
        var later = Now.AddMinutes(5);

        Assert.Equal(finished ? later : null, run.CompletedAt(later));
        Assert.Equal(failed ? later : null, run.FailedAt(later));
    }

    [Fact]
    public void Every_status_is_told_of_above() => Assert.Equal(6, Enum.GetValues<RunStatus>().Length);
}
