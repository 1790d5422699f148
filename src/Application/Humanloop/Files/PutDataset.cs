using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Humanloop.Files;

/// <summary>What is done with the datapoints that are sent.</summary>
public enum DatasetAction
{
    /// <summary>They are the new version's.</summary>
    Set,

    /// <summary>They are added to those of another version.</summary>
    Add,

    /// <summary>They are left out of those of another version.</summary>
    Remove,
}

/// <summary>
/// Makes a version of a dataset. Two datapoints with the same content are one, and it has the same id in each version.
/// </summary>
[NeedsScope(Scope.EvaluationsWrite)]
public sealed record PutDataset : IRequest<Result<FileDetail>>, IUserRequest
{
    public required Caller Caller { get; init; }
    public required VersionContent Version { get; init; }
    public required DatasetAction Action { get; init; }
    public required IReadOnlyList<JsonObjectText> Datapoints { get; init; }

    /// <summary>Of the version that is added to or taken from; the latest where neither is given.</summary>
    public Guid? FromVersionId { get; init; }

    public DeploymentEnvironment? FromEnvironment { get; init; }
    public bool IncludeDatapoints { get; init; }
}

internal sealed class PutDatasetHandler(
    NewVersions newVersions,
    IVersionRepository versions,
    IDatasetRepository datasets,
    IFileRepository files,
    UuidVersion7 ids,
    TimeProvider time) : IRequestHandler<PutDataset, Result<FileDetail>>
{
    public Task<Result<FileDetail>> Handle(PutDataset request, CancellationToken cancellationToken)
    {
        var version = request.Version.ToVersion(FileKind.Dataset, request.Caller, time.GetUtcNow());
        return versions.InTransaction(() => Put(request, version, cancellationToken), cancellationToken);
    }

    private async Task<Result<FileDetail>> Put(PutDataset request, FileVersion version, CancellationToken cancellationToken)
    {
        var account = request.Caller.AccountId;
        var opened = await newVersions.Open(version, cancellationToken);
        if (opened.Error is { } refusal)
            return refusal;
        var file = opened.Value;

        var before = await Before(request, file, cancellationToken);
        if (before.Error is { } unknown)
            return unknown;
        var sent = await datasets.Keep(account, file.Id, [.. request.Datapoints.Select(New)], cancellationToken);
        IReadOnlyList<Guid> wanted = request.Action switch
        {
            DatasetAction.Set => [.. sent.Distinct()],
            DatasetAction.Add => [.. before.Value.Concat(sent).Distinct()],
            _ => [.. before.Value.Except(sent)],
        };

        var details = new NewVersion(ids.Next(), ContentHash.Of(version.Content, wanted)) { Datapoints = wanted };
        var put = await versions.Put(file, version, details, cancellationToken);
        if (put.Error is { } taken)
            return taken;
        var view = await files.Find(account, new() { VersionId = put.Value }, cancellationToken);
        return new FileDetail(
            view!,
            request.IncludeDatapoints
                ? await datasets.List(account, put.Value, skip: 0, wanted.Count, cancellationToken)
                : null);
    }

    private async Task<Result<IReadOnlyList<Guid>>> Before(
        PutDataset request, VersionedFile file, CancellationToken cancellationToken)
    {
        if (request.Action is DatasetAction.Set || file.IsNew)
            return Result<IReadOnlyList<Guid>>.Ok([]);
        var reference = new FileReference
        {
            FileId = file.Id,
            VersionId = request.FromVersionId,
            Environment = request.FromEnvironment,
            Latest = request.FromEnvironment is null,
        };
        var from = await files.Find(request.Caller.AccountId, reference, cancellationToken);
        return from is null
            ? HumanloopErrors.FileNotFound(reference.Words)
            : Result<IReadOnlyList<Guid>>.Ok(
                await datasets.IdsOf(request.Caller.AccountId, from.VersionId, cancellationToken));
    }

    private NewDatapoint New(JsonObjectText content) => new(ids.Next(), content, ContentHash.Of(content));
}
