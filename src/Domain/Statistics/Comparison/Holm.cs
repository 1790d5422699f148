namespace RunEvaluations.Domain.Statistics.Comparison;

/// <summary>
/// Holm's correction of several p-values, so that the probability of one or more false alarms among all of them stays
/// below the level, whatever their dependence: the i-th smallest of m is multiplied by m - i + 1, is at least the one
/// before it, and at most 1.
/// </summary>
/// <remarks>
/// Holm, S. (1979). A simple sequentially rejective multiple test procedure. Scandinavian Journal of Statistics 6,
/// 65-70; as adjusted p-values: Wright, S. P. (1992), Biometrics 48, 1005-1013.
/// </remarks>
public static class Holm
{
    /// <summary>
    /// The adjusted p-values in the order given. A test without a p-value stays without and does not count.
    /// </summary>
    public static IReadOnlyList<double?> Adjust(IReadOnlyList<double?> pValues)
    {
        var adjusted = new double?[pValues.Count];
        var order = Enumerable.Range(0, pValues.Count)
            .Where(i => pValues[i] is not null)
            .OrderBy(i => pValues[i])
            .ToArray();
        var highest = 0.0;
        for (var i = 0; i < order.Length; i++)
        {
            highest = Math.Min(1, Math.Max(highest, (order.Length - i) * pValues[order[i]]!.Value));
            adjusted[order[i]] = highest;
        }

        return adjusted;
    }
}
