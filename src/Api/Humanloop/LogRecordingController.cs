using System.Text.Json.Nodes;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using RunEvaluations.Api.Humanloop.Answers;
using RunEvaluations.Api.Humanloop.Input;
using RunEvaluations.Application.Humanloop.Logs;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Humanloop;

/// <summary>Records what prompts, tools, flows and agents have done, and what evaluators say of it.</summary>
[NeedsScope(Scope.EvaluationsWrite)]
public sealed class LogRecordingController(IMediator mediator) : HumanloopController(mediator)
{
    [HttpPost("v5/{kind:files}/log")]
    public async Task<IActionResult> Record(string kind, CancellationToken cancellationToken)
    {
        var file = FileKindConstraint.Kinds[kind];
        if (!LogShapes.Record.TryGetValue(file, out var shape))
            return Missing(HumanloopErrors.LogNotFound);
        var query = new QueryFields(Request);
        _ = (query.VersionId("version_id", file), query.Environment("environment"));
        return await Read(shape, query, body => Send(
            Recordings.Of(Caller, file, body, References.Of(body, file, query)), made => Answer(made), cancellationToken));
    }

    /// <summary>What Humanloop ran for its clients.</summary>
    [HttpPost("v5/{kind:files}/call")]
    public IActionResult Call(string kind) => Missing(HumanloopErrors.NothingIsCalled);

    [HttpPost("v5/evaluators/log")]
    public Task<IActionResult> Judge(CancellationToken cancellationToken)
    {
        var query = new QueryFields(Request);
        _ = (query.VersionId("version_id", FileKind.Evaluator), query.Environment("environment"));
        return Read(LogShapes.Judge, query, body =>
        {
            var (judgment, error) = (body.Json("judgment"), body.Text("error"));
            var reference = References.Of(body, FileKind.Evaluator, query);
            var request = new RecordJudgment
            {
                Caller = Caller,
                Reference = reference,
                Version = body.Has("spec") ? reference.Described(body.Only("spec")) : null,
                ParentId = body.Id("parent_id", HumanloopId.Log)!.Value,
                Judgment = error is null ? judgment : null,
                Outcome = error is not null ? JudgmentOutcome.Failed
                    : body.Flag("marked_completed") == false ? JudgmentOutcome.Pending : JudgmentOutcome.None,
                LogId = body.Id("log_id", HumanloopId.Log),
                TraceParentId = body.Id("trace_parent_id", HumanloopId.Log),
                Content = body.Without(LogShapes.Envelope),
            };
            return Send(request, Answer, cancellationToken);
        });
    }

    private static JsonObject Answer(RecordedLog made)
    {
        var json = new JsonObject
        {
            ["id"] = HumanloopId.Of(HumanloopId.Log, made.Id),
            [$"{FileJson.NameOf(made.Kind)}_id"] = HumanloopId.OfFile(made.Kind, made.FileId),
            ["version_id"] = HumanloopId.OfVersion(made.Kind, made.VersionId),
        };
        if (made.Kind is FileKind.Flow)
            json["log_status"] = made.Complete ? "complete" : "incomplete";
        return json;
    }

    private static JsonObject Answer(RecordedJudgment made) => new()
    {
        ["id"] = HumanloopId.Of(HumanloopId.Log, made.Id),
        ["parent_id"] = HumanloopId.Of(HumanloopId.Log, made.ParentId),
        ["version_id"] = HumanloopId.OfVersion(FileKind.Evaluator, made.VersionId),
    };
}
