using RunEvaluations.Application.Idempotency;

namespace RunEvaluations.Application.Pipeline;

/// <summary>A request that creates something: with a key it may be sent again, and is done once.</summary>
public interface ICreatingRequest<TView> : IAccountRequest
{
    /// <summary>Null where the caller sent none.</summary>
    IdempotencyKey? IdempotencyKey { get; }

    /// <summary>
    /// What is kept of what was made, and answered when the request comes again: without what must not be stored.
    /// </summary>
    TView ToKeep(TView made) => made;
}
