using RunEvaluations.Application.Humanloop.Files;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;

namespace RunEvaluations.Application.Humanloop.Suites;

/// <summary>An evaluator that a suite is to have.</summary>
/// <param name="Reference">Which version.</param>
/// <param name="Orchestrated">Whether the service is asked to run it.</param>
public sealed record WantedEvaluator(FileReference Reference, bool Orchestrated);

/// <summary>Finds the evaluators that a suite is to have, and refuses those that nobody would run.</summary>
internal sealed class SuiteEvaluators(IFileRepository files)
{
    public async Task<Result<IReadOnlyList<NewSuiteEvaluator>>> Resolve(
        string accountId, IReadOnlyList<WantedEvaluator> wanted, CancellationToken cancellationToken)
    {
        var found = new List<NewSuiteEvaluator>();
        for (var i = 0; i < wanted.Count; i++)
        {
            var (reference, orchestrated) = wanted[i];
            reference = reference with { Kind = FileKind.Evaluator };
            if (await files.Find(accountId, reference, cancellationToken) is not { } version)
                return HumanloopErrors.FileNotFound(reference.Words);
            var spec = EvaluatorSpec.Of(version.Content);
            if (orchestrated && !spec.JudgesElsewhere)
                return HumanloopErrors.NotRunHere($"body.evaluators.{i}.orchestrated", version.Path, spec.Type);
            if (found.All(evaluator => evaluator.VersionId != version.VersionId))
                found.Add(new NewSuiteEvaluator(version.VersionId, orchestrated));
        }

        return found;
    }
}
