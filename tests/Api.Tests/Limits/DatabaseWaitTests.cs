using RunEvaluations.Api.Limits;

namespace RunEvaluations.Api.Tests.Limits;

public sealed class DatabaseWaitTests
{
    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(60);

    private readonly DatabaseWait wait = new(TimeProvider.System);

    [Fact]
    public async Task What_never_ends_is_left_behind_and_nothing_is_waited_for_after_that()
    {
        wait.LimitTo(TimeSpan.FromMilliseconds(50));
        var never = new TaskCompletionSource<int>();

        await Assert.ThrowsAsync<TimeoutException>(() => wait.For(() => never.Task, _ => Task.CompletedTask).WaitAsync(Generous));
        await Assert.ThrowsAsync<TimeoutException>(() => wait.For(Endless, CancellationToken.None).WaitAsync(Generous));
    }

    [Fact]
    public async Task What_can_be_called_off_is()
    {
        wait.LimitTo(TimeSpan.FromMilliseconds(50));
        var told = CancellationToken.None;

        await Assert.ThrowsAsync<TimeoutException>(() => wait.For(
            token => Endless(told = token), CancellationToken.None).WaitAsync(Generous));

        Assert.True(told.IsCancellationRequested);
    }

    [Fact]
    public async Task An_outcome_that_comes_too_late_is_handed_over_to_be_closed()
    {
        wait.LimitTo(TimeSpan.FromMilliseconds(50));
        var (late, closed) = (new TaskCompletionSource<int>(), new TaskCompletionSource<int>());
        await Assert.ThrowsAsync<TimeoutException>(() => wait.For(() => late.Task, Close));

        late.SetResult(7);

        Assert.Equal(7, await closed.Task.WaitAsync(Generous));
        Task Close(int outcome)
        {
            closed.SetResult(outcome);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task A_caller_who_goes_away_is_not_taken_for_a_database_in_trouble()
    {
        wait.LimitTo(Generous);
        using var gone = new CancellationTokenSource();
        var asked = wait.For(Endless, gone.Token);

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
    }

    [Fact]
    public async Task Without_a_limit_it_takes_as_long_as_it_takes()
    {
        var slow = new TaskCompletionSource<int>();
        var asked = wait.For(() => slow.Task, _ => Task.CompletedTask);
        await Task.Delay(TimeSpan.FromMilliseconds(100));

        slow.SetResult(7);

        Assert.Equal(7, await asked);
    }

    private static async Task<int> Endless(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        return 0;
    }
}
