namespace RunEvaluations.Api.Security;

/// <summary>
/// Keeps a flood out of the log: one line in a while about the same subject, and in that while only so many subjects.
/// </summary>
/// <param name="time">Tells how long ago a line was.</param>
/// <param name="pause">How long a subject stays silent after a line.</param>
/// <param name="capacity">How many subjects may have a line in one pause.</param>
internal sealed class LineBudget(TimeProvider time, TimeSpan pause, int capacity)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, long> spoken = [];
    private long silent;

    /// <summary>Whether to write a line now; if so, how many were not written since the one before, whatever their subject.</summary>
    public bool Allows(string subject, out long suppressed)
    {
        lock (gate)
        {
            var now = time.GetTimestamp();
            if (!HasRoom(subject, now))
            {
                silent++;
                suppressed = 0;
                return false;
            }

            spoken[subject] = now;
            (suppressed, silent) = (silent, 0);
            return true;
        }
    }

    private bool HasRoom(string subject, long now)
    {
        if (spoken.TryGetValue(subject, out var last))
            return IsOver(last, now);
        if (spoken.Count < capacity)
            return true;

        foreach (var (old, at) in spoken)
            if (IsOver(at, now))
                spoken.Remove(old);
        return spoken.Count < capacity;
    }

    private bool IsOver(long since, long now) => time.GetElapsedTime(since, now) >= pause;
}
