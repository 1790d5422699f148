namespace RunEvaluations.Chaos.Tests.Table;

/// <summary>How often each fault came, and how long each instance took afterwards.</summary>
internal sealed class Recoveries
{
    private readonly Dictionary<string, List<TimeSpan>> times = [];
    private readonly Dictionary<string, int> counts = [];

    public IEnumerable<string> Faults => counts.Keys;

    public void Add(string fault, IEnumerable<TimeSpan> recoveries)
    {
        counts[fault] = CountOf(fault) + 1;
        if (!times.TryGetValue(fault, out var all))
            times[fault] = all = [];
        all.AddRange(recoveries);
        all.Sort();
    }

    public int CountOf(string fault) => counts.GetValueOrDefault(fault);

    public TimeSpan Median(string fault) => times[fault][(times[fault].Count - 1) / 2];

    public TimeSpan Worst(string fault) => times[fault][^1];
}
