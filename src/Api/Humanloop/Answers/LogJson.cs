using System.Text.Json;
using System.Text.Json.Nodes;
using RunEvaluations.Application.Humanloop.Logs;
using RunEvaluations.Domain.Humanloop;

namespace RunEvaluations.Api.Humanloop.Answers;

/// <summary>A Log as Humanloop's clients read it: what was sent, with its version, and what evaluators have said of it.</summary>
internal static class LogJson
{
    public static JsonObject Of(LogView log)
    {
        var json = Alone(log);
        json["evaluator_logs"] = new JsonArray([.. log.EvaluatorLogs.Select(Of)]);
        if (log.Children is { Count: > 0 } children)
            json["trace_children"] = new JsonArray([.. children.Select(Of)]);
        return json;
    }

    private static JsonObject Alone(LogView log)
    {
        var (row, version) = (log.Log, log.Version);
        var json = JsonNode.Parse(row.Content.Text)!.AsObject();
        json["id"] = Id(row.Id);
        json["created_at"] ??= FileJson.Time(row.CreatedAt);
        json[FileJson.NameOf(version.Kind)] = FileJson.Of(version);
        if (row.DatapointId is { } datapoint)
            json["source_datapoint_id"] = HumanloopId.Of(HumanloopId.Datapoint, datapoint);
        if (row.TraceParentId is { } above)
            json["trace_parent_id"] = Id(above);
        if (version.Kind is FileKind.Flow)
            json["log_status"] = row.Complete ? "complete" : "incomplete";
        if (row.ParentId is { } parent)
        {
            json["parent_id"] = Id(parent);
            json["marked_completed"] = row.Complete;
            if (Judgment(log) is { } judgment)
                json["judgment"] = judgment;
        }

        return json;
    }

    /// <summary>As it is now: corrected if the ledger says so, and absent if it was retracted.</summary>
    private static JsonNode? Judgment(LogView log)
    {
        if (log.Log.Judgment is { } json)
            return JsonNode.Parse(json);
        return log.Log is { Value: { } value, Retracted: false }
            ? JsonSerializer.SerializeToNode(EvaluatorSpec.Of(log.Version.Content).ToJudgment(value))
            : null;
    }

    private static string Id(Guid id) => HumanloopId.Of(HumanloopId.Log, id);
}
