using RunEvaluations.Application.Runs;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Humanloop.Logs;

/// <summary>Finds the Log that is to be judged.</summary>
internal sealed class JudgedLogs(LogReading reading, IRunRepository runs)
{
    /// <summary>Refused where there is none, or where there is a Log already with the id that the judgment is to have.</summary>
    public async Task<Result<LogView>> Find(
        Caller caller, Guid id, Guid judgmentId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await reading.Find(caller.AccountId, judgmentId, withTrace: false, cancellationToken) is not null)
            return HumanloopErrors.LogExists;
        if (await reading.Find(caller.AccountId, id, withTrace: false, cancellationToken) is not { } judged)
            return HumanloopErrors.LogNotFound;

        // An evaluator's Log is no run of the ledger until somebody judges it.
        if (judged.Log.ParentId is not null)
        {
            var put = await runs.Put(judged.ToRun(judged.Log.Content, complete: true, caller, now), cancellationToken);
            if (put.Error is { } refusal)
                return refusal;
        }

        return judged;
    }
}
