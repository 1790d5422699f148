using RunEvaluations.Application.Humanloop.Files;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Humanloop.Logs;

/// <summary>Finds the version that a Log is of.</summary>
internal sealed class LogVersions(IFileRepository files, NewVersions newVersions)
{
    /// <summary>
    /// A version or environment that is named goes before a version that is described, and that before the one that is
    /// meant by default.
    /// </summary>
    public async Task<Result<FileView>> Resolve(
        Caller caller,
        FileReference reference,
        VersionContent? described,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (described is not null && reference is { VersionId: null, Environment: null })
        {
            var put = await newVersions.Put(
                described.ToVersion(reference.Kind!.Value, caller, now), cancellationToken);
            if (put.Error is { } refusal)
                return refusal;
            reference = new FileReference { VersionId = put.Value };
        }
        else if (reference is { FileId: null, Path: null, VersionId: null })
        {
            return HumanloopErrors.Invalid("body.path", "is required where there is no id");
        }

        return await files.Find(caller.AccountId, reference, cancellationToken) is { } version
            ? version
            : HumanloopErrors.FileNotFound(reference.Words);
    }
}
