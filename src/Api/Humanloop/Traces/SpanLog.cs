using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using RunEvaluations.Api.Humanloop.Answers;
using RunEvaluations.Api.Json;
using RunEvaluations.Domain.Humanloop;

namespace RunEvaluations.Api.Humanloop.Traces;

/// <summary>A span of a decorated function as the Log that it stands for: the body of a request that records one.</summary>
/// <param name="Kind">What it is a Log of.</param>
/// <param name="Path">Of the file.</param>
/// <param name="Body">The rest.</param>
internal sealed record SpanLog(FileKind Kind, string Path, JsonObject Body)
{
    private const long NanosecondsPerTick = 100;

    /// <summary>Null for a span that is none of Humanloop's.</summary>
    public static SpanLog? Of(JsonElement span)
    {
        var attributes = SpanAttributes.Of(span);
        if (attributes.At("humanloop", "file") is not JsonObject file
            || KindOf(file["type"]) is not { } kind
            || file["path"] is not JsonValue path || path.GetValueKind() is not JsonValueKind.String)
            return null;

        var body = attributes.At("humanloop", "log")?.DeepClone() as JsonObject ?? [];
        Rename(body, "id", "log_id");
        // Given by the span itself where the function did not say them.
        body["start_time"] ??= Time(span, "startTimeUnixNano");
        body["end_time"] ??= Time(span, "endTimeUnixNano");
        if (Version(kind, file, attributes, described: body["log_id"] is null) is { } version)
            body[FileJson.NameOf(kind)] = version;
        if (kind is FileKind.Prompt)
            ModelCall.AddTo(body, attributes);
        return new(kind, path.GetValue<string>(), body);
    }

    private static FileKind? KindOf(JsonNode? type) =>
        Enum.GetValues<FileKind>().Where(kind => kind is not (FileKind.Evaluator or FileKind.Dataset))
            .Cast<FileKind?>()
            .FirstOrDefault(kind => FileJson.NameOf(kind!.Value) == type?.ToString());

    /// <summary>What is said of the version; a flow needs none where it completes a Log that there is.</summary>
    private static JsonObject? Version(FileKind kind, JsonObject file, JsonObject attributes, bool described)
    {
        var version = file.DeepClone().AsObject();
        version.Remove("path");
        version.Remove("type");
        Rename(version, "setupValues", "setup_values");
        switch (kind)
        {
            case FileKind.Prompt:
                ModelCall.AddVersionTo(version, attributes);
                return version["model"] is null ? null : version;
            case FileKind.Flow:
                version["attributes"] ??= new JsonObject();
                return described || version["attributes"] is JsonObject { Count: > 0 } ? version : null;
            default:
                if (version["function"] is JsonObject function)
                    Restore(function);
                return version.Count == 0 ? null : version;
        }
    }

    /// <summary>Clients make texts of flags, and one text with commas of a list of names.</summary>
    private static void Restore(JsonObject function)
    {
        if (function["strict"] is JsonValue strict && strict.GetValueKind() is JsonValueKind.String)
            function["strict"] = strict.GetValue<string>() == "true";
        function["description"] ??= "";
        if (function["parameters"] is JsonObject parameters
            && parameters["required"] is JsonValue required && required.GetValueKind() is JsonValueKind.String)
        {
            var names = required.GetValue<string>().Split(',', StringSplitOptions.RemoveEmptyEntries);
            parameters["required"] = new JsonArray([.. names.Select(name => JsonValue.Create(name))]);
        }
    }

    private static void Rename(JsonObject json, string from, string to)
    {
        if (!json.Remove(from, out var value))
            return;
        json[to] = value;
    }

    /// <summary>Nanoseconds since 1970, as a number or as the text that OpenTelemetry has for 64 bits.</summary>
    private static JsonNode? Time(JsonElement span, string name)
    {
        if (!span.TryGetProperty(name, out var moment)
            || !decimal.TryParse(moment.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var nanoseconds)
            || nanoseconds < 0 || nanoseconds / NanosecondsPerTick > (DateTimeOffset.MaxValue - DateTimeOffset.UnixEpoch).Ticks)
            return null;
        var time = DateTimeOffset.UnixEpoch.AddTicks((long)(nanoseconds / NanosecondsPerTick));
        return JsonSerializer.SerializeToNode(time, WireJson.Options);
    }
}
