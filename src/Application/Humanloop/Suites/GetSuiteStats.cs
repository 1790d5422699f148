using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Humanloop.Suites;

/// <summary>How the experiments of a suite have come out.</summary>
[NeedsScope(Scope.EvaluationsRead)]
public sealed record GetSuiteStats(Caller Caller, Guid SuiteId) : IRequest<Result<SuiteStatsView>>, IReadRequest;

internal sealed class GetSuiteStatsHandler(SuiteReading reading, TimeProvider time)
    : IRequestHandler<GetSuiteStats, Result<SuiteStatsView>>
{
    public async Task<Result<SuiteStatsView>> Handle(GetSuiteStats request, CancellationToken cancellationToken)
    {
        var account = request.Caller.AccountId;
        if (await reading.Find(account, request.SuiteId, cancellationToken) is not { } suite)
            return HumanloopErrors.SuiteNotFound;
        var stats = await reading.Stats(account, suite, only: null, cancellationToken);
        var status = ExperimentProgress.Overall(
            [.. stats.Select(s => (s.Status, s.Experiment.ChangedAt))], time.GetUtcNow());
        return new SuiteStatsView(suite, status, stats);
    }
}
