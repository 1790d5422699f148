using RunEvaluations.Chaos.Tests.Asked;

namespace RunEvaluations.Chaos.Tests.Audit;

/// <summary>Each evaluation is what its history comes to.</summary>
internal static class HistoryAudit
{
    public static IEnumerable<Finding> Audit(Stored stored)
    {
        var histories = stored.Entries.ToLookup(e => e.EvaluationId);
        foreach (var evaluation in stored.Evaluations)
        {
            var entries = histories[evaluation.Id].OrderBy(e => e.Version).ToList();
            if (Fault(evaluation, entries) is { } fault)
                yield return new Finding(Offence.Wrong, Deed.Change, $"The history of {evaluation} {fault}");
        }

        var known = stored.Evaluations.Select(e => e.Id).ToHashSet();
        foreach (var entry in stored.Entries.Where(e => !known.Contains(e.EvaluationId)))
            yield return new Finding(Offence.Wrong, Deed.Change, $"There is no evaluation for {entry}");
    }

    private static string? Fault(StoredEvaluation evaluation, List<StoredEntry> entries)
    {
        if (!entries.Select(e => e.Version).SequenceEqual(Enumerable.Range(2, entries.Count)))
            return $"has the versions {string.Join(", ", entries.Select(e => e.Version))}";
        if (evaluation.Version != entries.Count + 1)
            return $"has {entries.Count} entries after the first";
        if (evaluation.Value != (entries.Count == 0 ? evaluation.FirstValue : entries[^1].Value))
            return "ends with another value";
        if (entries.SkipLast(1).Any(e => e.Action == "retracted"))
            return "goes on after the retraction";
        return evaluation.Retracted == (entries.Count > 0 && entries[^1].Action == "retracted")
            ? null
            : "does not say whether it was retracted";
    }
}
