using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Humanloop.Logs;

/// <summary>Reads a Log with its trace and with what evaluators have said of it.</summary>
[NeedsScope(Scope.EvaluationsRead)]
public sealed record GetLog(Caller Caller, Guid LogId) : IRequest<Result<LogView>>, IReadRequest;

internal sealed class GetLogHandler(LogReading reading) : IRequestHandler<GetLog, Result<LogView>>
{
    public async Task<Result<LogView>> Handle(GetLog request, CancellationToken cancellationToken) =>
        await reading.Find(request.Caller.AccountId, request.LogId, withTrace: true, cancellationToken) is { } log
            ? log
            : HumanloopErrors.LogNotFound;
}
