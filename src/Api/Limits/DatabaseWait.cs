namespace RunEvaluations.Api.Limits;

/// <summary>
/// How long one HTTP request may still wait for the database, all its questions together. What takes longer is left
/// behind, whatever it hangs on: the limits of connections and statements end it later. The body's arrival does not
/// count, and a command, which has not been given a limit, waits as long as it takes.
/// </summary>
internal sealed class DatabaseWait(TimeProvider time)
{
    private TimeSpan? most;
    private TimeSpan? left;

    public void LimitTo(TimeSpan longest) => left = most = longest;

    /// <summary>Begins anew, for a request that makes one step after another: each may take as long as another request.</summary>
    public void Renew() => left = most;

    /// <param name="begin">Given a token that is cancelled when the time is over, for what can be called off.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <exception cref="TimeoutException">The time is over.</exception>
    public async Task<T> For<T>(Func<CancellationToken, Task<T>> begin, CancellationToken cancellationToken)
    {
        if (left is not { } longest)
            return await begin(cancellationToken);

        var began = time.GetTimestamp();
        using var limit = new CancellationTokenSource(longest, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return await begin(both.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw new TimeoutException();
        }
        finally
        {
            Take(time.GetElapsedTime(began));
        }
    }

    /// <param name="begin">It is not called off when the time is over: it may hang on something that cannot be.</param>
    /// <param name="whenLate">What to do with an outcome that nobody waits for any more.</param>
    /// <exception cref="TimeoutException">The time is over.</exception>
    public async Task<T> For<T>(Func<Task<T>> begin, Func<T, Task> whenLate)
    {
        if (left is not { } longest)
            return await begin();

        var began = time.GetTimestamp();
        var work = begin();
        try
        {
            return await work.WaitAsync(longest, time);
        }
        catch (TimeoutException)
        {
            _ = LateWork.See(work, whenLate);
            throw;
        }
        finally
        {
            Take(time.GetElapsedTime(began));
        }
    }

    private void Take(TimeSpan taken) => left = left > taken ? left - taken : TimeSpan.Zero;
}
