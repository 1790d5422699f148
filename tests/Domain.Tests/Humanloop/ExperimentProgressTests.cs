using RunEvaluations.Domain.Humanloop;
using static RunEvaluations.Domain.Humanloop.ExperimentStatus;

namespace RunEvaluations.Domain.Tests.Humanloop;

public sealed class ExperimentProgressTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 31, 9, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, 3L, 0, 0, Pending)]
    [InlineData(null, 3L, 1, 0, Running)]
    [InlineData(null, 3L, 3, 2, Running)]
    [InlineData(null, 3L, 3, 3, Completed)]
    [InlineData(null, 3L, 9, 3, Completed)]
    [InlineData(null, 3L, 9, 2, Running)]
    [InlineData(null, 0L, 0, 0, Completed)]
    [InlineData(null, null, 0, 0, Pending)]
    [InlineData(null, null, 2, 1, Running)]
    [InlineData(null, null, 2, 2, Completed)]
    [InlineData(Cancelled, 3L, 0, 0, Cancelled)]
    [InlineData(Cancelled, 3L, 3, 3, Cancelled)]
    [InlineData(Completed, 3L, 0, 0, Completed)]
    [InlineData(Completed, null, 2, 1, Completed)]
    public void A_status_is_what_was_said_or_else_what_there_is(
        ExperimentStatus? closedAs, long? expected, long logs, long done, ExperimentStatus status) =>
        Assert.Equal(status, new ExperimentProgress(closedAs, expected, logs, done).Status);

    [Theory]
    [InlineData(Pending)]
    [InlineData(Pending, Pending)]
    [InlineData(Pending, Pending, Running)]
    [InlineData(Running, Running)]
    [InlineData(Running, Running, Completed)]
    [InlineData(Running, Completed, Running, Cancelled)]
    [InlineData(Completed, Completed)]
    [InlineData(Completed, Completed, Cancelled)]
    [InlineData(Completed, Cancelled)]
    [InlineData(Completed, Completed, Pending)]
    [InlineData(Completed, Cancelled, Pending)]
    public void The_whole_is_as_the_latest_is_and_waits_for_others_that_move(
        ExperimentStatus whole, params ExperimentStatus[] each) =>
        Assert.Equal(whole, ExperimentProgress.Overall([.. each.Select(status => (status, Now))], Now));

    [Fact]
    public void One_that_stands_still_is_waited_for_only_while_it_is_the_latest()
    {
        var longAgo = Now - ExperimentProgress.Patience;
        Assert.Equal(Running, ExperimentProgress.Overall([(Running, longAgo), (Completed, Now)], Now));
        Assert.Equal(Completed, ExperimentProgress.Overall([(Completed, Now), (Running, longAgo)], Now));
        Assert.Equal(
            Running, ExperimentProgress.Overall([(Completed, Now), (Running, longAgo + TimeSpan.FromSeconds(1))], Now));
    }
}
