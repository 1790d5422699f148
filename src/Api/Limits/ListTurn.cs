namespace RunEvaluations.Api.Limits;

/// <summary>
/// The turn of a long list among those of its account: side by side they would keep threads and processors from
/// everybody else's requests. A list is asked for in its turn and sent whole in it, unless that takes long or its reader
/// is slow: then the next one has a turn, and this one goes on after it.
/// </summary>
internal sealed class ListTurn(AccountLimits limits, DatabaseWait wait, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(100);

    private bool expected;
    private string? account;
    private IDisposable? held;
    private long began;

    /// <summary>Says that the request is for a long list.</summary>
    public void Expect() => expected = true;

    /// <summary>Waits for the first turn, as long as for the database at most, if a long list is expected.</summary>
    public async Task Begin(string ofAccount, CancellationToken cancellationToken)
    {
        if (!expected)
            return;
        account = ofAccount;
        held = await wait.For(token => limits.TakeTurn(ofAccount, token), cancellationToken);
        began = time.GetTimestamp();
    }

    /// <summary>To be called between two pieces of the list.</summary>
    /// <param name="sending">Ends when the reader has taken enough of it.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    public async Task Next(Task sending, CancellationToken cancellationToken)
    {
        if (account is null)
        {
            await sending;
            return;
        }

        if (await IsSlow(sending) || time.GetElapsedTime(began) > Slice)
        {
            Dispose();
            await sending;
            held = await limits.TakeTurn(account, cancellationToken);
            began = time.GetTimestamp();
        }
    }

    public void Dispose()
    {
        held?.Dispose();
        held = null;
    }

    private async Task<bool> IsSlow(Task sending)
    {
        if (!sending.IsCompleted)
            await Task.WhenAny(sending, Task.Delay(Slice, time));
        if (!sending.IsCompleted)
            return true;
        await sending;
        return false;
    }
}
