namespace RunEvaluations.Api.Tests.Hostile;

internal static class Spreading
{
    /// <summary>
    /// Every row somewhere and rows everywhere: one pair out of so many, where each row in each place would say the same
    /// again.
    /// </summary>
    public static IEnumerable<(TPlace Place, TRow Row)> Spread<TPlace, TRow>(
        this IEnumerable<TPlace> places, IReadOnlyList<TRow> rows, int oneOutOf) =>
        from place in places.Index()
        from row in rows.Index()
        where (place.Index + row.Index) % oneOutOf == 0
        select (place.Item, row.Item);
}
