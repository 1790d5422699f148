using MediatR;
using RunEvaluations.Application.Idempotency;
using RunEvaluations.Domain.Idempotency;
using RunEvaluations.Domain.Results;

namespace RunEvaluations.Application.Pipeline;

/// <summary>
/// Does what is asked for with a key once. The key, what is made and the answer are written in one transaction: whoever
/// does not get the answer asks again, and either nothing was done or the same answer is there.
/// </summary>
internal sealed class IdempotencyBehavior<TRequest, TView>(
    IIdempotencyKeys keys, IdempotencySettings settings, TimeProvider time)
    : IPipelineBehavior<TRequest, Result<TView>>
    where TRequest : IRequest<Result<TView>>, ICreatingRequest<TView>
{
    public async Task<Result<TView>> Handle(
        TRequest request,
        CancellationToken cancellationToken,
        RequestHandlerDelegate<Result<TView>> next)
    {
        if (request.IdempotencyKey is not { } key)
            return await next();

        var claim = KeyClaim.Of(request.Caller, key, time.GetUtcNow(), settings);

        // A refusal is not kept: it wrote nothing, and what stands in the way may be gone the next time.
        return await keys.InTransaction(ClaimAndCreate, outcome => outcome.Error is null, cancellationToken);

        async Task<Result<TView>> ClaimAndCreate()
        {
            var state = await keys.Claim(claim, cancellationToken);
            if (state.InProgress)
                return IdempotencyErrors.InProgress;
            if (state.Earlier is { } earlier)
                return Again(earlier, claim);

            var made = await next();
            if (made.Error is null)
                await keys.Keep(claim, KeptView.Write(request.ToKeep(made.Value)), cancellationToken);
            return made;
        }
    }

    private static Result<TView> Again(KeptAnswer earlier, KeyClaim claim) =>
        earlier.Fingerprint.AsSpan().SequenceEqual(claim.Fingerprint)
            ? Result<TView>.Replay(KeptView.Read<TView>(earlier.Answer))
            : IdempotencyErrors.KeyReused;
}
