using RunEvaluations.Application.Humanloop.Files;
using RunEvaluations.Application.Humanloop.Suites;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;

namespace RunEvaluations.Application.Humanloop.Logs;

/// <summary>What a Log refers to.</summary>
public sealed record LogLinks
{
    /// <summary>The experiment that it is for.</summary>
    public Guid? ExperimentId { get; init; }

    /// <summary>The datapoint that it answers.</summary>
    public Guid? DatapointId { get; init; }

    /// <summary>The Log above it in its trace.</summary>
    public Guid? TraceParentId { get; init; }
}

/// <summary>Holds what a Log refers to against what there is.</summary>
internal sealed class LogReferences(IExperimentRepository experiments, IDatasetRepository datasets, ILogRepository logs)
{
    public async Task<Error?> Fault(
        string accountId, FileView version, LogLinks links, CancellationToken cancellationToken)
    {
        if (links.ExperimentId is { } experimentId)
        {
            if (await experiments.Find(accountId, experimentId, cancellationToken) is not { } experiment)
                return HumanloopErrors.ExperimentNotFound;
            if (experiment.FileId is { } file && file != version.FileId)
                return HumanloopErrors.Invalid("body.run_id", "names a Run of another File");
        }

        if (links.DatapointId is { } datapoint
            && (await datasets.Find(accountId, [datapoint], cancellationToken)).Count == 0)
            return HumanloopErrors.Invalid("body.source_datapoint_id", "names no Datapoint");
        return links.TraceParentId is { } parent && (await logs.Find(accountId, [parent], cancellationToken)).Count == 0
            ? HumanloopErrors.Invalid("body.trace_parent_id", "names no Log")
            : null;
    }
}
