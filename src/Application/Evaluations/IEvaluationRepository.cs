using System.Diagnostics;
using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Evaluations;

public interface IEvaluationRepository
{
    /// <summary>
    /// Records the evaluation if its target allows it, in one statement with its first entry, which others that are recorded
    /// at the same moment may share.
    /// </summary>
    Task<WriteAttempt> Create(Evaluation evaluation, CancellationToken cancellationToken);

    /// <summary>
    /// Records those whose targets allow it, as <paramref name="recording"/> says, in one statement with their first entries:
    /// what became of each, in their order. They are of one account, and there is at least one.
    /// </summary>
    Task<IReadOnlyList<WriteAttempt>> CreateMany(
        IReadOnlyList<Evaluation> evaluations, Recording recording, CancellationToken cancellationToken);

    /// <summary>Changes the value if its label allows it, in one statement with the entry of the change.</summary>
    Task<WriteAttempt> ChangeValue(EvaluationWrite change, double value, CancellationToken cancellationToken);

    /// <summary>Retracts the evaluation, in one statement with the entry of the retraction.</summary>
    Task<WriteAttempt> Retract(EvaluationWrite retraction, CancellationToken cancellationToken);

    /// <summary>The evaluation, retracted or not, as it is or as it was; null where there is none, or was none yet.</summary>
    Task<EvaluationView?> Get(
        string accountId, Guid runId, Guid id, DateTimeOffset? asOf, CancellationToken cancellationToken);
}

/// <summary>A change or retraction of an evaluation: who, when, why.</summary>
/// <param name="Author">Who writes.</param>
/// <param name="RunId">The run.</param>
/// <param name="Id">Its evaluation.</param>
/// <param name="At">When. Of two entries the later never has the earlier time, whatever the clocks say.</param>
/// <param name="Versions">The entity tags of the versions that this may be written over; any where null.</param>
/// <param name="Reason">Why.</param>
public sealed record EvaluationWrite(
    Caller Author, Guid RunId, Guid Id, DateTimeOffset At, IReadOnlyList<string>? Versions = null, string? Reason = null);

/// <summary>What a write came to: the evaluation as it now is, or else what its target is like.</summary>
/// <param name="Written">Null where nothing was written.</param>
/// <param name="Target">Null where nothing speaks against the write.</param>
public sealed record WriteAttempt(EvaluationView? Written, EvaluationTarget? Target)
{
    /// <summary>The evaluation that was to be recorded, or why it is refused.</summary>
    internal Result<EvaluationView> ToRecorded(Evaluation evaluation)
    {
        if (Written is { } written)
            return written;
        return Target?.RefusalToCreate(evaluation.Value)
            ?? throw new UnreachableException("The statement refused an evaluation that the rules allow.");
    }
}
