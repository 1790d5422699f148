using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Runs;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Humanloop.Logs;

/// <summary>What a Log says, and the run of the ledger that it is.</summary>
internal static class LogContent
{
    private static readonly JsonSerializerOptions AsWritten = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The run: its output, its usage, why it failed; and by its metadata where it comes from.</summary>
    public static Run ToRun(this NewLog log, FileKind kind, string path) =>
        ToRun(log.Id, log.Content, log.Complete, log.Links.ExperimentId, log.CreatedBy, log.CreatedAt, new JsonObject
        {
            ["humanloop_path"] = path,
            ["humanloop_version_id"] = HumanloopId.OfVersion(kind, log.VersionId),
            ["humanloop_datapoint_id"] = log.Links.DatapointId is { } id ? HumanloopId.Of(HumanloopId.Datapoint, id) : null,
        });

    /// <summary>The run of a Log whose content has changed.</summary>
    public static Run ToRun(this LogView view, JsonObjectText content, bool complete, Caller caller, DateTimeOffset now) =>
        new NewLog
        {
            Id = view.Log.Id,
            FileId = view.Version.FileId,
            VersionId = view.Version.VersionId,
            RunId = view.Log.RunId,
            Links = new LogLinks { DatapointId = view.Log.DatapointId },
            Complete = complete,
            Content = content,
            CreatedBy = caller,
            CreatedAt = now,
        }.ToRun(view.Version.Kind, view.Version.Path);

    /// <summary>The one with the members of the other in place of its own.</summary>
    public static JsonObjectText With(this JsonObjectText content, JsonObjectText changes)
    {
        var merged = JsonNode.Parse(content.Text)!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(changes.Text)!.AsObject())
            merged[name] = value?.DeepClone();
        return new JsonObjectText(merged.ToJsonString(AsWritten));
    }

    private static Run ToRun(
        Guid id, JsonObjectText content, bool complete, Guid? experimentId, Caller by, DateTimeOffset at, JsonObject metadata)
    {
        using var document = JsonDocument.Parse(content.Text);
        var log = document.RootElement;
        if (log.TryGetProperty("metadata", out var sent))
        {
            metadata["metadata"] = JsonNode.Parse(sent.GetRawText());
            // The whole is on the Log in any case.
            if (Encoding.UTF8.GetByteCount(metadata.ToJsonString(AsWritten)) > Run.MaxMetadataBytes)
                metadata.Remove("metadata");
        }

        var error = log.TryGetProperty("error", out var why) ? why.GetString() : null;
        return new Run
        {
            Id = id,
            CreatedBy = by,
            CreatedAt = at,
            ExperimentId = experimentId,
            Status = !complete ? RunStatus.Running : error is null ? RunStatus.Completed : RunStatus.Failed,
            Metadata = new JsonObjectText(metadata.ToJsonString(AsWritten)),
            Result = new RunResult
            {
                Outputs = Outputs(log),
                Usage = Usage(log),
                Error = error is null ? null : new RunFailure(error, null),
            },
        };
    }

    private static JsonObjectText? Outputs(JsonElement log)
    {
        var outputs = new JsonObject();
        foreach (var name in new[] { "output", "output_message" })
        {
            if (log.TryGetProperty(name, out var output))
                outputs[name] = JsonNode.Parse(output.GetRawText());
        }

        return outputs.Count == 0 ? null : new JsonObjectText(outputs.ToJsonString(AsWritten));
    }

    /// <summary>Of what a run may have: numbers that are none are left to the Log.</summary>
    private static RunUsage? Usage(JsonElement log)
    {
        var (prompt, output) = (Count(log, "prompt_tokens"), Count(log, "output_tokens"));
        double? cost = Cost(log, "prompt_cost") is null && Cost(log, "output_cost") is null
            ? null
            : (Cost(log, "prompt_cost") ?? 0) + (Cost(log, "output_cost") ?? 0);
        return prompt is null && output is null && cost is null
            ? null
            : new RunUsage { PromptTokens = prompt, CompletionTokens = output, TotalTokens = prompt + output, Cost = cost };
    }

    private static long? Count(JsonElement log, string name) =>
        log.TryGetProperty(name, out var count) && count.TryGetInt64(out var number) && number >= 0 ? number : null;

    private static double? Cost(JsonElement log, string name) =>
        log.TryGetProperty(name, out var cost) && cost.GetDouble() is >= 0 and < double.MaxValue / 2 and var number ? number : null;
}
