using RunEvaluations.Application.Runs;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Humanloop.Logs;

/// <summary>Changes what a Log says, and with it the run of the ledger that it is; inside a transaction.</summary>
internal sealed class LogChanges(ILogRepository logs, IRunRepository runs, LogReading reading, TimeProvider time)
{
    /// <summary>The Log as it is afterwards.</summary>
    public async Task<Result<LogView>> Change(
        Caller caller, LogView log, JsonObjectText changes, bool complete, CancellationToken cancellationToken)
    {
        var content = log.Log.Content.With(changes);
        var now = time.GetUtcNow();
        var put = await runs.Put(log.ToRun(content, complete, caller, now), cancellationToken);
        if (put.Error is { } refusal)
            return refusal;
        await logs.Update(caller.AccountId, log.Log.Id, content, complete, now, cancellationToken);
        return (await reading.Find(caller.AccountId, log.Log.Id, withTrace: true, cancellationToken))!;
    }
}
