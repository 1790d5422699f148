using RunEvaluations.Chaos.Tests.Asked;

namespace RunEvaluations.Chaos.Tests.Audit;

/// <summary>Runs have ids of their own, so that none can be there twice.</summary>
internal static class RunAudit
{
    public static IEnumerable<Finding> Audit(IReadOnlyList<Operation> asked, Stored stored)
    {
        var runs = stored.Runs.ToLookup(r => r.Id);
        foreach (var operation in asked)
        {
            foreach (var finding in Auditor.Count(operation, runs[operation.RunId].Count()))
                yield return finding;
            foreach (var run in runs[operation.RunId].Where(r => r.Mark != operation.Mark))
                yield return Auditor.Of(Offence.Wrong, operation, $"has the content {run.Mark}");
        }

        var known = asked.Select(o => o.RunId).ToHashSet();
        foreach (var run in stored.Runs.Where(r => !known.Contains(r.Id)))
            yield return new Finding(Offence.Unasked, Deed.Register, $"Nobody asked for run {run.Id}");
    }
}
