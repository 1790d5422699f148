using System.Globalization;
using RunEvaluations.Chaos.Tests.Asked;
using RunEvaluations.Chaos.Tests.Audit;

namespace RunEvaluations.Chaos.Tests.Table;

/// <summary>Shows an outcome as text.</summary>
internal static class OutcomeTable
{
    private const int MostShown = 20;

    private static readonly (string Name, int Width)[] Columns =
    [
        ("asked", 9), ("acknowledged", 14), ("refused", 9), ("unsettled", 11),
        ("lost", 6), ("doubled", 9), ("unasked", 9), ("wrong", 7),
    ];

    public static string Show(Outcome outcome)
    {
        var (plan, recoveries) = (outcome.Plan, outcome.Recoveries);
        List<string> lines =
        [
            $"Faults for {Seconds(plan.Length)}, {Seconds(outcome.Took)} in all, seed {plan.Seed}:",
            $"2 services, 1 PostgreSQL, {plan.Clients} clients",
            "",
            Row("fault", 34, ("times", 6), ("back after: median", 20), ("worst", 9)),
            .. recoveries.Faults.Order().Select(f => Recovery(f, recoveries)),
            .. outcome.LeftOut.Select(f => $"{f.Fault}: left out, {f.Reason}"),
            "",
            Row("writes", 10, [.. Columns.Select(c => ((object)c.Name, c.Width))]),
            .. Enum.GetValues<Deed>().Select(deed => Writes($"{deed}", outcome, d => d == deed)),
            Writes("all", outcome, _ => true),
            "",
            Row("answers", 34, ("count", 9)),
            .. outcome.Answers.Counts.OrderBy(a => a.Key, StringComparer.Ordinal)
                .Select(a => Row(a.Key, 34, (a.Value, 9))),
            $"slowest answer: {Seconds(outcome.Answers.Longest)} ({outcome.Answers.Slowest})",
            $"limit of the database: {Seconds(plan.DatabaseTimeout)}",
            $"starts given up because the database was in trouble: {outcome.FailedStarts}",
            $"verify: {outcome.Verdict}",
            .. Wrong(outcome).Take(MostShown),
        ];
        return string.Join('\n', lines) + '\n';
    }

    private static IEnumerable<string> Wrong(Outcome outcome) =>
    [
        .. outcome.Findings.Select(f => $"{f.Offence}: {f.What}"),
        .. outcome.Answers.Unexpected.Select(a => $"Unexpected: {a}"),
        .. outcome.Log,
    ];

    private static string Seconds(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s");

    private static string Recovery(string fault, Recoveries recoveries) => Row(
        fault, 34,
        (recoveries.CountOf(fault), 6), (Seconds(recoveries.Median(fault)), 20), (Seconds(recoveries.Worst(fault)), 9));

    private static string Writes(string name, Outcome outcome, Predicate<Deed> isOf)
    {
        var asked = outcome.Asked.Where(o => isOf(o.Deed)).ToList();
        var acknowledged = asked.Count(o => o.Acknowledged);
        var refused = asked.Count(o => o.Refused && !o.Acknowledged);
        int[] counts =
        [
            asked.Count, acknowledged, refused, asked.Count - acknowledged - refused,
            .. Enum.GetValues<Offence>().Select(o => outcome.Findings.Count(f => isOf(f.Deed) && f.Offence == o)),
        ];
        return Row(name, 10, [.. counts.Zip(Columns, (count, column) => ((object)count, column.Width))]);
    }

    /// <summary>The first cell to the left, the others to the right of their width.</summary>
    private static string Row(string first, int width, params (object Content, int Width)[] cells) =>
        first.PadRight(width) + string.Concat(cells.Select(c => $"{c.Content}".PadLeft(c.Width)));
}
