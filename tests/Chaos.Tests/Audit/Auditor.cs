using RunEvaluations.Chaos.Tests.Asked;

namespace RunEvaluations.Chaos.Tests.Audit;

/// <summary>
/// Compares what is stored with what was asked for and acknowledged. What was neither acknowledged nor refused may have
/// been done or not, but once and as it was asked for.
/// </summary>
public static class Auditor
{
    public static IReadOnlyList<Finding> Audit(IEnumerable<Operation> asked, Stored stored)
    {
        var deeds = asked.ToLookup(o => o.Deed);
        return
        [
            .. RunAudit.Audit([.. deeds[Deed.Register]], stored),
            .. CreationAudit.Audit([.. deeds[Deed.Create]], stored),
            .. EntryAudit.Audit([.. deeds[Deed.Change], .. deeds[Deed.Retract]], stored),
            .. HistoryAudit.Audit(stored),
        ];
    }

    /// <summary>How often something is there, against how often it may be.</summary>
    internal static IEnumerable<Finding> Count(Operation operation, int found)
    {
        if (operation.Acknowledged && found == 0)
            yield return Of(Offence.Lost, operation, "was acknowledged and is not there");
        if (operation.Refused && !operation.Acknowledged && found > 0)
            yield return Of(Offence.Unasked, operation, "was refused and is there");
        if (found > 1)
            yield return Of(Offence.Doubled, operation, $"is there {found} times");
        var receipts = operation.Receipts.Distinct().ToList();
        if (receipts.Count > 1)
            yield return Of(Offence.Doubled, operation, $"was acknowledged as {string.Join(" and ", receipts)}");
    }

    internal static Finding Of(Offence offence, Operation operation, string what) =>
        new(offence, operation.Deed, $"{operation.Deed} {operation.Id} {what}");
}
