using RunEvaluations.Application.Evaluators;
using RunEvaluations.Application.Labels;
using RunEvaluations.Domain.Evaluators;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Humanloop.Files;

/// <summary>
/// The one way to a version of a file, inside a transaction: of an evaluator with the evaluator and label of the ledger
/// that its judgments are recorded as and against.
/// </summary>
internal sealed class NewVersions(
    IVersionRepository versions, ILabelRepository labels, IEvaluatorRepository evaluators, UuidVersion7 ids)
{
    private const int MostAttempts = 100;

    /// <summary>The id of the version, made where there is none with this content.</summary>
    public async Task<Result<Guid>> Put(FileVersion version, CancellationToken cancellationToken)
    {
        if (Fault(version) is { } fault)
            return fault;
        var opened = await versions.Open(version, cancellationToken);
        if (opened.Error is { } refusal)
            return refusal;
        return version.Kind is FileKind.Evaluator
            ? await PutEvaluator(opened.Value, version, cancellationToken)
            : await Put(opened.Value, version, evaluatorId: null, labelId: null, cancellationToken);
    }

    /// <summary>The file of a version, made where there is none.</summary>
    public async Task<Result<VersionedFile>> Open(FileVersion version, CancellationToken cancellationToken)
    {
        if (Fault(version) is { } fault)
            return fault;
        var opened = await versions.Open(version, cancellationToken);
        if (opened.Error is { } refusal)
            return refusal;
        return opened.Value is { } file
            ? file
            : await versions.Create(version, ids.Next(), evaluatorId: null, cancellationToken);
    }

    private static Error? Fault(FileVersion version)
    {
        if (version.FileId is null && version.Path is null)
            return HumanloopErrors.Invalid("body.path", "is required where there is no id");
        return version.Path is { } path && FilePath.Fault(path) is { } reason
            ? HumanloopErrors.Invalid("body.path", reason)
            : null;
    }

    private async Task<Result<Guid>> Put(
        VersionedFile? file, FileVersion version, Guid? evaluatorId, Guid? labelId, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            var created = await versions.Create(version, ids.Next(), evaluatorId, cancellationToken);
            if (created.Error is { } refusal)
                return refusal;
            file = created.Value;
        }

        var details = new NewVersion(ids.Next(), ContentHash.Of(version.Content)) { LabelId = labelId };
        return await versions.Put(file, version, details, cancellationToken);
    }

    private async Task<Result<Guid>> PutEvaluator(
        VersionedFile? file, FileVersion version, CancellationToken cancellationToken)
    {
        var spec = EvaluatorSpec.Of(version.Content);
        if (spec.Faults().FirstOrDefault() is ({ } field, { } reason))
            return HumanloopErrors.Invalid($"body.spec.{field}", reason);

        var path = file?.Path ?? version.Path!;
        var labelId = spec.Constraint is { } constraint
            ? await Label(file, path, constraint, version, cancellationToken)
            : null;
        if (file is null)
        {
            var evaluator = await Evaluator(path, spec, labelId, version, cancellationToken);
            return await Put(file, version, evaluator, labelId, cancellationToken);
        }

        if (labelId is { } id && await Fills(file.EvaluatorId!.Value, id, version, cancellationToken) is { } refusal)
            return refusal;
        return await Put(file, version, file.EvaluatorId, labelId, cancellationToken);
    }

    /// <summary>That of an earlier version whose judgments may have the same values, or a new one.</summary>
    private async Task<Guid?> Label(
        VersionedFile? file, string path, ValueConstraint constraint, FileVersion version, CancellationToken cancellationToken)
    {
        if (file is not null)
        {
            var known = await versions.Labelled(version.CreatedBy.AccountId, file.Id, cancellationToken);
            if (known.FirstOrDefault(v => EvaluatorSpec.Of(v.Content).Constraint!.IsSameAs(constraint)) is { } same)
                return same.LabelId;
        }

        return await Named(path, name => labels.Create(
            new NewLabel(ids.Next(), version.CreatedBy, name, null, constraint, version.CreatedAt), cancellationToken),
            label => label.Id);
    }

    private Task<Guid> Evaluator(
        string path, EvaluatorSpec spec, Guid? labelId, FileVersion version, CancellationToken cancellationToken) =>
        Named(path, name => evaluators.Create(
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
            evaluator => evaluator.Id);

    /// <summary>Lets the evaluator fill a label that it did not fill before.</summary>
    private async Task<Error?> Fills(
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

    private static async Task<Guid> Named<T>(string path, Func<string, Task<Result<T>>> create, Func<T, Guid> idOf)
    {
        for (var attempt = 1; ; attempt++)
        {
            var created = await create(FilePath.LedgerName(path, attempt));
            if (created.Error is null)
                return idOf(created.Value);
            if (attempt == MostAttempts)
                throw new InvalidOperationException($"No name is free for '{path}': {created.Error.Message}");
        }
    }
}
