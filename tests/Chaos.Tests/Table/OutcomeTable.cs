using System.Globalization;
using System.Text;
using RunEvaluations.Chaos.Tests.Asked;
using RunEvaluations.Chaos.Tests.Audit;

namespace RunEvaluations.Chaos.Tests.Table;

/// <summary>Shows an outcome as text.</summary>
internal static class OutcomeTable
{
    private const int MostShown = 20;

    public static string Show(Outcome outcome)
    {
        var text = new StringBuilder();
        void Line(FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture).TrimEnd());

        var plan = outcome.Plan;
        Line($"Faults for {plan.Length.TotalSeconds:0} s (all in all {outcome.Took.TotalSeconds:0} s), seed {plan.Seed}: 2 services, {plan.Clients} clients, 1 PostgreSQL");
        Line($"");
        Line($"{"fault",-34}{"times",6}{"back after: median",20}{"worst",9}");
        foreach (var fault in outcome.Recoveries.Faults.Order())
            Line($"{fault,-34}{outcome.Recoveries.CountOf(fault),6}{Seconds(outcome.Recoveries.Median(fault)),20}{Seconds(outcome.Recoveries.Worst(fault)),9}");
        foreach (var (fault, reason) in outcome.LeftOut)
            Line($"{fault,-34}  left out: {reason}");
        Line($"");
        Line($"{"writes",-10}{"asked",9}{"acknowledged",14}{"refused",9}{"unsettled",11}{"lost",6}{"doubled",9}{"unasked",9}{"wrong",7}");
        foreach (var deed in Enum.GetValues<Deed>())
            Line(Row(deed.ToString().ToLowerInvariant(), outcome, d => d == deed));
        Line(Row("all", outcome, _ => true));
        Line($"");
        Line($"{"answers",-34}{"count",9}");
        foreach (var (answer, count) in outcome.Answers.Counts.OrderBy(a => a.Key, StringComparer.Ordinal))
            Line($"{answer,-34}{count,9}");
        Line($"slowest answer: {Seconds(outcome.Answers.Slowest)}, of {Seconds(plan.DatabaseTimeout)} that the database may take");
        Line($"starts given up because the database was in trouble: {outcome.FailedStarts}");
        Line($"verify: {outcome.Verdict}");
        foreach (var wrong in Wrong(outcome).Take(MostShown))
            Line($"{wrong}");
        return text.ToString();
    }

    private static IEnumerable<string> Wrong(Outcome outcome) =>
    [
        .. outcome.Findings.Select(f => $"{f.Offence}: {f.What}"),
        .. outcome.Answers.Unexpected.Select(a => $"Unexpected: {a}"),
        .. outcome.Log,
    ];

    private static string Seconds(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s");

    private static FormattableString Row(string name, Outcome outcome, Predicate<Deed> isOf)
    {
        var asked = outcome.Asked.Where(o => isOf(o.Deed)).ToList();
        var (acknowledged, refused) = (asked.Count(o => o.Acknowledged), asked.Count(o => o.Refused && !o.Acknowledged));
        int Of(Offence offence) => outcome.Findings.Count(f => isOf(f.Deed) && f.Offence == offence);
        return $"{name,-10}{asked.Count,9}{acknowledged,14}{refused,9}{asked.Count - acknowledged - refused,11}{Of(Offence.Lost),6}{Of(Offence.Doubled),9}{Of(Offence.Unasked),9}{Of(Offence.Wrong),7}";
    }
}
