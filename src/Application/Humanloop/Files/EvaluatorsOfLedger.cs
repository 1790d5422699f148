using RunEvaluations.Application.Evaluators;
using RunEvaluations.Application.Labels;
using RunEvaluations.Domain.Evaluators;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Humanloop.Files;

/// <summary>What the ledger knows a version of an evaluator as.</summary>
/// <param name="EvaluatorId">The evaluator, one for all versions.</param>
/// <param name="LabelId">The label; null where the ledger does not hold judgments of that type.</param>
internal sealed record LedgerEvaluator(Guid EvaluatorId, Guid? LabelId);

/// <summary>
/// Makes the evaluators and labels of the ledger that judgments are recorded as and against: an evaluator for each file, and a
/// label for all of its versions whose judgments may have the same values.
/// </summary>
internal sealed class EvaluatorsOfLedger(
    IVersionRepository versions, ILabelRepository labels, IEvaluatorRepository evaluators, UuidVersion7 ids)
{
    private const int MostAttempts = 100;

    /// <param name="file">The file, if there is one already.</param>
    /// <param name="version">The version that is to be made.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Result<LedgerEvaluator>> Prepare(
        VersionedFile? file, FileVersion version, CancellationToken cancellationToken)
    {
        var spec = EvaluatorSpec.Of(version.Content);
        var path = file?.Path ?? version.Path!;
        Guid? labelId = null;
        if (spec.Constraint is { } constraint)
        {
            var label = await Label(file, path, constraint, version, cancellationToken);
            if (label.Error is { } noLabel)
                return noLabel;
            labelId = label.Value;
        }

        if (file is null)
        {
            var evaluator = await Evaluator(path, spec, labelId, version, cancellationToken);
            return evaluator.Error is { } noEvaluator ? noEvaluator : new LedgerEvaluator(evaluator.Value, labelId);
        }

        if (labelId is { } id && await LetFill(file.EvaluatorId!.Value, id, version, cancellationToken) is { } refusal)
            return refusal;
        return new LedgerEvaluator(file.EvaluatorId!.Value, labelId);
    }

    /// <summary>That of an earlier version whose judgments may have the same values, or a new one.</summary>
    private async Task<Result<Guid>> Label(
        VersionedFile? file, string path, ValueConstraint constraint, FileVersion version, CancellationToken cancellationToken)
    {
        if (file is not null)
        {
            var known = await versions.Labelled(version.CreatedBy.AccountId, file.Id, cancellationToken);
            if (known.FirstOrDefault(v => EvaluatorSpec.Of(v.Content).Constraint!.IsSameAs(constraint)) is { } same)
                return same.LabelId;
        }

        return await Named(
            path,
            name => labels.Create(
                new NewLabel(ids.Next(), version.CreatedBy, name, null, constraint, version.CreatedAt), cancellationToken),
            label => label.Id,
            taken: LabelErrors.NameTaken);
    }

    private Task<Result<Guid>> Evaluator(
        string path, EvaluatorSpec spec, Guid? labelId, FileVersion version, CancellationToken cancellationToken) =>
        Named(
            path,
            name => evaluators.Create(
                new Evaluator
                {
                    Id = ids.Next(),
                    CreatedBy = version.CreatedBy,
                    Name = name,
                    Kind = spec.Kind,
                    LabelIds = labelId is { } id ? [id] : [],
                    CreatedAt = version.CreatedAt,
                },
                cancellationToken),
            evaluator => evaluator.Id,
            taken: EvaluatorErrors.NameTaken);

    /// <summary>Lets the evaluator fill a label that it did not fill before.</summary>
    private async Task<Error?> LetFill(
        Guid evaluatorId, Guid labelId, FileVersion version, CancellationToken cancellationToken)
    {
        var evaluator = await evaluators.Get(version.CreatedBy.AccountId, evaluatorId, cancellationToken);
        if (evaluator!.EvaluationLabelIds.Contains(labelId))
            return null;
        var change = new EvaluatorChange(
            version.CreatedBy,
            evaluatorId,
            evaluator.Name,
            evaluator.Description,
            [.. evaluator.EvaluationLabelIds, labelId],
            version.CreatedAt);
        return (await evaluators.Update(change, cancellationToken)).Error;
    }

    /// <summary>Under the first name of the path that is free.</summary>
    private static async Task<Result<Guid>> Named<T>(
        string path, Func<string, Task<Result<T>>> create, Func<T, Guid> idOf, Error taken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var created = await create(FilePath.LedgerName(path, attempt));
            if (created.Error is null)
                return idOf(created.Value);
            if (created.Error != taken || attempt == MostAttempts)
                return created.Error;
        }
    }
}
