using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Runs;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Runs;

/// <summary>Reads one run with its result.</summary>
[NeedsScope(Scope.EvaluationsRead)]
public sealed record GetRun(Caller Caller, Guid RunId) : IRequest<Result<RunView>>, IReadRequest;

internal sealed class GetRunHandler(IRunRepository runs) : IRequestHandler<GetRun, Result<RunView>>
{
    public async Task<Result<RunView>> Handle(GetRun request, CancellationToken cancellationToken)
    {
        var run = await runs.Get(request.Caller.AccountId, request.RunId, cancellationToken);
        return run is null ? RunErrors.NotFound : run;
    }
}
