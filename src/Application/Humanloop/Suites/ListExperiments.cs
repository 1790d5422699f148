using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Humanloop.Suites;

/// <summary>Lists the experiments of a suite, the latest first.</summary>
[NeedsScope(Scope.EvaluationsRead)]
public sealed record ListExperiments(Caller Caller, Guid SuiteId)
    : IRequest<Result<IReadOnlyList<ExperimentView>>>, IReadRequest;

internal sealed class ListExperimentsHandler(SuiteReading reading)
    : IRequestHandler<ListExperiments, Result<IReadOnlyList<ExperimentView>>>
{
    public async Task<Result<IReadOnlyList<ExperimentView>>> Handle(
        ListExperiments request, CancellationToken cancellationToken)
    {
        var account = request.Caller.AccountId;
        return await reading.Find(account, request.SuiteId, cancellationToken) is { } suite
            ? Result<IReadOnlyList<ExperimentView>>.Ok(
                await reading.Experiments(account, suite, only: null, cancellationToken))
            : HumanloopErrors.SuiteNotFound;
    }
}
