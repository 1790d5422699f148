using RunEvaluations.Domain.Humanloop;
using static RunEvaluations.Domain.Humanloop.ExperimentStatus;

namespace RunEvaluations.Domain.Tests.Humanloop;

public sealed class ExperimentProgressTests
{
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
    [InlineData(Pending, Pending, Pending)]
    [InlineData(Running, Running)]
    [InlineData(Running, Pending, Running)]
    [InlineData(Running, Completed, Running, Cancelled)]
    [InlineData(Running, Pending, Completed)]
    [InlineData(Running, Pending, Cancelled)]
    [InlineData(Completed, Completed)]
    [InlineData(Completed, Completed, Cancelled)]
    [InlineData(Completed, Cancelled)]
    public void The_whole_waits_as_long_as_one_of_them_does(ExperimentStatus whole, params ExperimentStatus[] each) =>
        Assert.Equal(whole, ExperimentProgress.Overall(each));

    [Fact]
    public void The_order_of_experiments_does_not_count() => Always.Holds<ExperimentStatus[]>(each =>
        ExperimentProgress.Overall(each) == ExperimentProgress.Overall([.. each.Reverse()]));
}
