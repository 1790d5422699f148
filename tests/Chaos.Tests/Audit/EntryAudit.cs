using RunEvaluations.Chaos.Tests.Asked;

namespace RunEvaluations.Chaos.Tests.Audit;

/// <summary>Changes and retractions, each of which follows the version that its client had seen.</summary>
internal static class EntryAudit
{
    public static IEnumerable<Finding> Audit(IReadOnlyList<Operation> asked, Stored stored)
    {
        var entries = stored.Entries.ToLookup(e => e.Reason);
        foreach (var operation in asked)
        {
            var found = entries[operation.Mark].ToList();
            foreach (var finding in Auditor.Count(operation, found.Count))
                yield return finding;
            foreach (var entry in found.Where(e => !IsAsAsked(e, operation)))
                yield return Auditor.Of(Offence.Wrong, operation, $"was stored as {entry}");
        }

        var known = asked.Select(o => o.Mark).ToHashSet();
        foreach (var entry in stored.Entries.Where(e => e.Reason is null || !known.Contains(e.Reason)))
            yield return new Finding(Offence.Unasked, DeedOf(entry), $"Nobody asked for {entry}");
    }

    private static Deed DeedOf(StoredEntry entry) => entry.Action == "retracted" ? Deed.Retract : Deed.Change;

    private static bool IsAsAsked(StoredEntry entry, Operation operation)
    {
        var stored = new Receipt(entry.EvaluationId, entry.Version, entry.Value);
        return DeedOf(entry) == operation.Deed
            && stored == new Receipt(operation.EvaluationId, operation.Seen + 1, operation.Value)
            && operation.Receipts.All(r => r == stored);
    }
}
