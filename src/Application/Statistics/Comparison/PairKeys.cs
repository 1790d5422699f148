namespace RunEvaluations.Application.Statistics.Comparison;

/// <summary>The keys of the baseline, each with a number. Once they are closed no other key has one: it has no counterpart.</summary>
internal sealed class PairKeys
{
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);
    private bool closed;

    /// <summary>How many there can be; 0 as long as that is not known.</summary>
    public int Most => closed ? places.Count : 0;

    public void Close() => closed = true;

    public int? PlaceOf(string key)
    {
        if (places.TryGetValue(key, out var place))
            return place;
        if (closed)
            return null;
        places.Add(key, places.Count);
        return places.Count - 1;
    }
}
