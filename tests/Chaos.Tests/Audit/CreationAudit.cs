using RunEvaluations.Chaos.Tests.Asked;

namespace RunEvaluations.Chaos.Tests.Audit;

internal static class CreationAudit
{
    public static IEnumerable<Finding> Audit(IReadOnlyList<Operation> asked, Stored stored)
    {
        var evaluations = stored.Evaluations.ToLookup(e => e.Comment);
        foreach (var operation in asked)
        {
            var found = evaluations[operation.Mark].ToList();
            foreach (var finding in Auditor.Count(operation, found.Count))
                yield return finding;
            foreach (var evaluation in found)
            {
                if (!IsAsAsked(evaluation, operation))
                    yield return Auditor.Of(Offence.Wrong, operation, $"was stored as {evaluation}");
                if (operation.Receipts.Any(r => r.EvaluationId != evaluation.Id))
                    yield return Auditor.Of(Offence.Lost, operation, $"was said to be another than {evaluation.Id}");
            }
        }

        var known = asked.Select(o => o.Mark).ToHashSet();
        foreach (var evaluation in stored.Evaluations.Where(e => e.Comment is null || !known.Contains(e.Comment)))
            yield return new Finding(Offence.Unasked, Deed.Create, $"Nobody asked for {evaluation}");
    }

    private static bool IsAsAsked(StoredEvaluation evaluation, Operation operation) =>
        evaluation.RunId == operation.RunId
        && evaluation.LabelId == operation.LabelId
        && evaluation.FirstValue == operation.Value
        && operation.Receipts.All(r => r.Version == 1 && r.Value == operation.Value);
}
