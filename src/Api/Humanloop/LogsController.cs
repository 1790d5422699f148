using MediatR;
using Microsoft.AspNetCore.Mvc;
using RunEvaluations.Api.Humanloop.Answers;
using RunEvaluations.Api.Humanloop.Input;
using RunEvaluations.Application.Humanloop.Logs;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Humanloop;

/// <summary>Logs, whatever they are of.</summary>
[NeedsScope(Scope.EvaluationsRead)]
public sealed class LogsController(IMediator mediator) : HumanloopController(mediator)
{
    private static readonly Dictionary<string, bool> InTrace = new() { ["true"] = true, ["false"] = false };

    [HttpGet("v5/logs")]
    public Task<IActionResult> List(CancellationToken cancellationToken)
    {
        var query = new QueryFields(Request);
        query.Require("file_id");
        var inTrace = query.Several("in_trace_filter", InTrace).Distinct().ToList();
        var filter = new LogFilter
        {
            AccountId = Caller.AccountId,
            FileId = query.FileId("file_id") ?? default,
            VersionId = query.VersionId("version_id"),
            Ids = query.Ids("id", HumanloopId.Log, "a Log"),
            Search = query.Text("search"),
            MetadataSearch = query.Text("metadata_search"),
            From = query.Time("start_date"),
            Before = query.Time("end_date"),
            InTrace = inTrace.Count == 1 ? inTrace[0] : null,
            Page = query.Page(),
        };
        var traces = query.Flag("include_trace_children") ?? false;
        return Read(query, () => Send(
            new ListLogs(Caller, filter, traces), found => Page(found, LogJson.Of), cancellationToken));
    }

    [HttpDelete("v5/logs")]
    [NeedsScope(Scope.EvaluationsWrite)]
    public Task<IActionResult> Delete(CancellationToken cancellationToken)
    {
        var query = new QueryFields(Request);
        var ids = query.Ids("id", HumanloopId.Log, "a Log");
        return Read(query, () => Send(new DeleteLogs(Caller, ids), cancellationToken));
    }

    [HttpGet("v5/logs/{id}")]
    public Task<IActionResult> Get(string id, CancellationToken cancellationToken) =>
        With(id, log => Send(new GetLog(Caller, log), LogJson.Of, cancellationToken));

    [HttpPatch("v5/flows/logs/{id}")]
    [NeedsScope(Scope.EvaluationsWrite)]
    public Task<IActionResult> UpdateFlow(string id, CancellationToken cancellationToken) =>
        With(id, log => Update(FileKind.Flow, fileId: null, log, cancellationToken));

    [HttpPatch("v5/{kind:files}/{id}/log/{logId}")]
    [NeedsScope(Scope.EvaluationsWrite)]
    public Task<IActionResult> UpdateOfFile(string kind, string id, string logId, CancellationToken cancellationToken) =>
        With(kind, id, (file, fileId) => With(logId, async log => LogShapes.Update.ContainsKey(file)
            ? await Update(file, fileId, log, cancellationToken)
            : Missing(HumanloopErrors.LogNotFound)));

    private Task<IActionResult> Update(FileKind kind, Guid? fileId, Guid log, CancellationToken cancellationToken) =>
        Read(LogShapes.Update[kind], body =>
        {
            var request = new UpdateLog
            {
                Caller = Caller,
                Kind = kind,
                FileId = fileId,
                LogId = log,
                Changes = body.Without("log_status"),
                Complete = body.Text("log_status") is { } status ? status == "complete" : null,
            };
            return Send(request, LogJson.Of, cancellationToken);
        });

    private static async Task<IActionResult> With(string id, Func<Guid, Task<IActionResult>> act) =>
        HumanloopId.Read(HumanloopId.Log, id) is { } log ? await act(log) : Missing(HumanloopErrors.LogNotFound);
}
