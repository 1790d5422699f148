namespace RunEvaluations.Application.Paging;

/// <summary>One page of a list, and the cursor that the next one starts after, if there is one.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next)
{
    public const int DefaultLimit = 100;
    public const int MaxLimit = 1_000;

    /// <summary>Makes a page of rows that were read with a limit of one more than asked for.</summary>
    public static Page<T> Of(IReadOnlyList<T> rows, int limit, Func<T, string> cursorOf) =>
        rows.Count > limit ? new([.. rows.Take(limit)], cursorOf(rows[limit - 1])) : new(rows, null);
}
