using MediatR;
using RunEvaluations.Application.Humanloop.Files;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Humanloop.Suites;

/// <summary>Adds an experiment to a suite: a version over a dataset, whose Logs come from outside.</summary>
[NeedsScope(Scope.EvaluationsWrite)]
public sealed record CreateExperiment : IRequest<Result<ExperimentView>>, IUserRequest
{
    public required Caller Caller { get; init; }
    public required Guid SuiteId { get; init; }
    public FileReference? Dataset { get; init; }
    public FileReference? Version { get; init; }

    /// <summary>Whether the service is asked to generate the Logs; null where nothing was said.</summary>
    public bool? Orchestrated { get; init; }

    public bool UseExistingLogs { get; init; }
}

internal sealed class CreateExperimentHandler(
    IFileRepository files, IExperimentRepository experiments, SuiteReading reading, UuidVersion7 ids, TimeProvider time)
    : IRequestHandler<CreateExperiment, Result<ExperimentView>>
{
    public async Task<Result<ExperimentView>> Handle(CreateExperiment request, CancellationToken cancellationToken)
    {
        var account = request.Caller.AccountId;
        if (await reading.Find(account, request.SuiteId, cancellationToken) is not { } suite)
            return HumanloopErrors.SuiteNotFound;
        if (ExperimentRules.Fault(
            request.Orchestrated, request.UseExistingLogs, request.Dataset is not null, request.Version is not null) is { } fault)
            return fault;

        var dataset = await Find(account, request.Dataset, FileKind.Dataset, cancellationToken);
        if (dataset.Error is { } noDataset)
            return noDataset;
        var version = await Find(account, request.Version, kind: null, cancellationToken);
        if (version.Error is { } noVersion)
            return noVersion;
        if (version.Value is { Kind: FileKind.Dataset })
            return HumanloopErrors.Invalid("body.version", "must be a Version of something that makes Logs, not of a Dataset");

        var experiment = new NewExperiment
        {
            Id = ids.Next(),
            SuiteId = suite.Suite.Id,
            DatasetVersionId = dataset.Value?.VersionId,
            VersionId = version.Value?.VersionId,
            UseExistingLogs = request.UseExistingLogs,
            CreatedBy = request.Caller,
            CreatedAt = time.GetUtcNow(),
        };
        await experiments.Create(experiment, cancellationToken);
        return (await reading.Experiments(account, suite, experiment.Id, cancellationToken))[0];
    }

    private async Task<Result<FileView?>> Find(
        string accountId, FileReference? reference, FileKind? kind, CancellationToken cancellationToken)
    {
        if (reference is null)
            return Result<FileView?>.Ok(null);
        return await files.Find(accountId, reference with { Kind = kind }, cancellationToken) is { } found
            ? found
            : HumanloopErrors.FileNotFound(reference.Words);
    }
}
