using MediatR;
using RunEvaluations.Application.Humanloop.Files;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Humanloop.Logs;

/// <summary>Lists the Logs of a file page by page, the latest first.</summary>
[NeedsScope(Scope.EvaluationsRead)]
public sealed record ListLogs(Caller Caller, LogFilter Filter, bool IncludeTraces)
    : IRequest<Result<PageOf<LogView>>>, IReadRequest;

internal sealed class ListLogsHandler(ILogRepository logs, IFileRepository files, LogReading reading)
    : IRequestHandler<ListLogs, Result<PageOf<LogView>>>
{
    public async Task<Result<PageOf<LogView>>> Handle(ListLogs request, CancellationToken cancellationToken)
    {
        var account = request.Caller.AccountId;
        var reference = new FileReference { FileId = request.Filter.FileId };
        if (await files.Find(account, reference, cancellationToken) is null)
            return HumanloopErrors.FileNotFound(reference.Words);
        var page = await logs.List(request.Filter with { AccountId = account }, cancellationToken);
        var views = await reading.Read(account, page.Records, request.IncludeTraces, cancellationToken);
        return new PageOf<LogView>(views, page.Wanted, page.Total);
    }
}
