using System.Diagnostics;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Domain.Evaluations;

namespace RunEvaluations.Infrastructure.Evaluations;

/// <summary>An evaluation that waits to be recorded.</summary>
/// <param name="evaluation">What is to be recorded.</param>
/// <param name="since">When it began to wait, as TimeProvider's timestamp.</param>
/// <param name="caller">Cancelled once nobody waits for it any more.</param>
internal sealed class PendingCreate(Evaluation evaluation, long since, CancellationToken caller)
{
    private readonly TaskCompletionSource<WriteAttempt> outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Evaluation Evaluation => evaluation;

    public long Since => since;

    /// <summary>The span of the request that waits.</summary>
    public Activity? Request { get; } = Activity.Current;

    public bool IsAbandoned => caller.IsCancellationRequested || outcome.Task.IsCompleted;

    public Task<WriteAttempt> Outcome => outcome.Task;

    public void Succeed(WriteAttempt attempt) => outcome.TrySetResult(attempt);

    public void Fail(Exception exception) => outcome.TrySetException(exception);
}
