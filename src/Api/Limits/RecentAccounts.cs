namespace RunEvaluations.Api.Limits;

/// <summary>Which accounts have asked for something in the last second: enough to tell whether one is alone.</summary>
internal sealed class RecentAccounts(TimeProvider time)
{
    private static readonly TimeSpan Recent = TimeSpan.FromSeconds(1);

    private readonly Lock changing = new();
    private (string? Account, long At) latest;
    private (string? Account, long At) latestOther;

    public void Saw(string account)
    {
        lock (changing)
        {
            if (latest.Account != account)
                latestOther = latest;
            latest = (account, time.GetTimestamp());
        }
    }

    public bool AnyBut(string account)
    {
        lock (changing)
        {
            var other = latest.Account == account ? latestOther : latest;
            return other.Account is not null && time.GetElapsedTime(other.At) < Recent;
        }
    }
}
