using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Evaluators;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Evaluators;

/// <summary>Archives an evaluator: its evaluations stay, its credential is refused from now on, its name is free again.</summary>
[NeedsScope(Scope.LabelsWrite)]
public sealed record ArchiveEvaluator(Caller Caller, Guid EvaluatorId) : IRequest<Result<Done>>, IUserRequest;

internal sealed class ArchiveEvaluatorHandler(IEvaluatorRepository evaluators, TimeProvider time)
    : IRequestHandler<ArchiveEvaluator, Result<Done>>
{
    public async Task<Result<Done>> Handle(ArchiveEvaluator request, CancellationToken cancellationToken)
    {
        var (accountId, id) = (request.Caller.AccountId, request.EvaluatorId);
        return await evaluators.Archive(accountId, id, time.GetUtcNow(), cancellationToken)
            ? new Done()
            : EvaluatorErrors.NotFound;
    }
}
