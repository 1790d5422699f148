using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Runs;

namespace RunEvaluations.Application.Runs;

public interface IRunRepository
{
    /// <summary>Adds the run, or says that the account already has one with its id.</summary>
    Task<Result<RunView>> Create(Run run, CancellationToken cancellationToken);

    /// <summary>Adds the run, or replaces what may change of the one that has its id, or says why not.</summary>
    Task<Result<PutRunOutcome>> Put(Run run, CancellationToken cancellationToken);

    Task<RunView?> Get(string accountId, Guid id, CancellationToken cancellationToken);

    /// <summary>Runs without their results, newest first.</summary>
    Task<IReadOnlyList<RunView>> List(RunFilter filter, CancellationToken cancellationToken);
}

/// <summary>The run as it now is, and whether the request made it.</summary>
public sealed record PutRunOutcome(RunView Run, bool Created);

public sealed record RunFilter(
    string AccountId,
    RunStatus? Status,
    Guid? ExperimentId,
    DateTimeOffset? CreatedFrom,
    DateTimeOffset? CreatedBefore,
    (DateTimeOffset Time, Guid Id)? After,
    int Limit);
