using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Humanloop.Suites;

/// <summary>Reads a suite.</summary>
[NeedsScope(Scope.EvaluationsRead)]
public sealed record GetSuite(Caller Caller, Guid SuiteId) : IRequest<Result<SuiteView>>, IReadRequest;

internal sealed class GetSuiteHandler(SuiteReading reading) : IRequestHandler<GetSuite, Result<SuiteView>>
{
    public async Task<Result<SuiteView>> Handle(GetSuite request, CancellationToken cancellationToken) =>
        await reading.Find(request.Caller.AccountId, request.SuiteId, cancellationToken) is { } suite
            ? suite
            : HumanloopErrors.SuiteNotFound;
}
