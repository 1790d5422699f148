using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Humanloop.Files;

/// <summary>
/// The one way to a version of a file: of an evaluator with the evaluator and label of the ledger
/// that its judgments are recorded as and against.
/// </summary>
internal sealed class NewVersions(
    IVersionRepository versions, IFileRepository files, EvaluatorsOfLedger ledger, UuidVersion7 ids)
{
    /// <summary>The version, in a transaction of its own.</summary>
    public Task<Result<FileView>> Make(FileVersion version, CancellationToken cancellationToken)
    {
        return versions.InTransaction(PutAndFind, cancellationToken);

        async Task<Result<FileView>> PutAndFind()
        {
            var put = await Put(version, cancellationToken);
            return put.Error is { } refusal
                ? refusal
                : (await files.Find(version.CreatedBy.AccountId, new() { VersionId = put.Value }, cancellationToken))!;
        }
    }

    /// <summary>The id of the version, made where there is none with this content.</summary>
    public async Task<Result<Guid>> Put(FileVersion version, CancellationToken cancellationToken)
    {
        if (Fault(version) is { } fault)
            return fault;
        // As a rule it is there already.
        if (version is { Name: null, Description: null }
            && await versions.Find(version, ContentHash.Of(version.Content), cancellationToken) is { } same)
            return same;
        var opened = await versions.Open(version, cancellationToken);
        if (opened.Error is { } refusal)
            return refusal;
        return version.Kind is FileKind.Evaluator
            ? await PutJudging(opened.Value, version, cancellationToken)
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

    private async Task<Result<Guid>> PutJudging(
        VersionedFile? file, FileVersion version, CancellationToken cancellationToken)
    {
        if (EvaluatorSpec.Of(version.Content).Faults().FirstOrDefault() is ({ } field, { } reason))
            return HumanloopErrors.Invalid($"body.spec.{field}", reason);
        var known = await ledger.Prepare(file, version, cancellationToken);
        return known.Error is { } refusal
            ? refusal
            : await Put(file, version, known.Value.EvaluatorId, known.Value.LabelId, cancellationToken);
    }
}
