using System.Collections.Concurrent;

namespace RunEvaluations.Api.Telemetry;

/// <summary>
/// Gives the first labels that are met a name of their own in a metric, and all later ones the same: each distinct value
/// is a time series that the receiver keeps.
/// </summary>
internal sealed class LabelSlots(int capacity)
{
    private const string Other = "other";

    private readonly ConcurrentDictionary<Guid, string> taken = new();
    private int count;

    public string NameOf(Guid label)
    {
        if (taken.TryGetValue(label, out var name))
            return name;
        if (Volatile.Read(ref count) >= capacity || Interlocked.Increment(ref count) > capacity)
            return Other;
        return taken.GetOrAdd(label, id => id.ToString());
    }
}
