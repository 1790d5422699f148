namespace RunEvaluations.Application.Humanloop;

/// <summary>Which page of a list is wanted.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Size">How many on each; none where 0.</param>
public sealed record PageWanted(int Number, int Size)
{
    public const int MaxSize = 1_000;

    public long Skip => (Number - 1L) * Size;
}

/// <summary>A page of a list, and how many there are on all of them.</summary>
public sealed record PageOf<T>(IReadOnlyList<T> Records, PageWanted Wanted, long Total);
