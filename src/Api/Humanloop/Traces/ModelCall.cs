using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RunEvaluations.Api.Input;

namespace RunEvaluations.Api.Humanloop.Traces;

/// <summary>
/// What a span says of a call of a model: OpenTelemetry's semantic conventions for generative AI (the attributes
/// <c>gen_ai.*</c>), as they are now and as they were when messages were attributes with numbers.
/// </summary>
internal static class ModelCall
{
    private static readonly string[] Settings =
        ["max_tokens", "temperature", "top_p", "frequency_penalty", "presence_penalty"];

    private static readonly string[] Providers =
        ["anthropic", "bedrock", "cohere", "deepseek", "google", "groq", "mock", "openai", "openai_azure", "replicate"];

    public static void AddVersionTo(JsonObject version, JsonObject attributes)
    {
        var call = attributes.At("gen_ai");
        version["model"] ??= Text(call.At("request", "model"));
        if ((Text(call.At("provider", "name")) ?? Text(call.At("system")))?.ToLowerInvariant() is { } provider
            && Providers.Contains(provider))
            version["provider"] ??= provider;
        if (Text(call.At("operation", "name")) is "chat")
            version["endpoint"] ??= "chat";
        foreach (var setting in Settings)
            version[setting] = Number(version[setting]) ?? Number(call.At("request", setting));
    }

    public static void AddTo(JsonObject log, JsonObject attributes)
    {
        if (attributes.At("gen_ai") is not JsonObject call)
            return;
        if (Messages(call.At("input", "messages")) is { Count: > 0 } sent)
            log["messages"] ??= new JsonArray([.. sent]);
        else if (call.At("prompt") is JsonArray earlier)
            log["messages"] ??= new JsonArray([.. earlier.OfType<JsonObject>().Select(Plain)]);

        var answer = Messages(call.At("output", "messages")).FirstOrDefault()
            ?? (call.At("completion") is JsonArray { Count: > 0 } completions && completions[0] is JsonObject first ? Plain(first) : null);
        if (answer is not null)
        {
            log["output"] ??= Text(answer["content"]);
            log["output_message"] ??= answer;
        }

        var usage = call.At("usage");
        log["prompt_tokens"] ??= Number(usage.At("input_tokens") ?? usage.At("prompt_tokens"));
        log["output_tokens"] ??= Number(usage.At("output_tokens") ?? usage.At("completion_tokens"));
        log["finish_reason"] ??= Text(call.At("response", "finish_reasons"))
            ?? Text((call.At("completion") as JsonArray)?.FirstOrDefault().At("finish_reason"));
    }

    /// <summary>Messages of parts, as a text of JSON; none where it is not fit to be a body either.</summary>
    private static List<JsonObject> Messages(JsonNode? text) =>
        Text(text) is { } json
        && JsonGuard.Check(Encoding.UTF8.GetBytes(json)) is null
        && JsonNode.Parse(json) is JsonArray messages
            ? [.. messages.OfType<JsonObject>().Select(Joined)]
            : [];

    private static JsonObject Joined(JsonObject message)
    {
        var parts = (message["parts"] as JsonArray)?.OfType<JsonObject>().ToList() ?? [];
        var texts = parts.Where(part => Text(part["type"]) == "text").Select(part => Text(part["content"]));
        var calls = parts.Where(part => Text(part["type"]) == "tool_call").ToList();
        var joined = new JsonObject { ["role"] = Role(message), ["content"] = string.Concat(texts) };
        if (calls.Count > 0)
            joined["tool_calls"] = new JsonArray([.. calls.Select(Call)]);
        return joined;
    }

    private static JsonObject Call(JsonObject part) => new()
    {
        ["id"] = Text(part["id"]) ?? "",
        ["type"] = "function",
        ["function"] = new JsonObject { ["name"] = Text(part["name"]) ?? "", ["arguments"] = Text(part["arguments"]) },
    };

    private static JsonObject Plain(JsonObject message) =>
        new() { ["role"] = Role(message), ["content"] = Text(message["content"]) };

    private static string Role(JsonObject message) =>
        Text(message["role"]) is ("user" or "assistant" or "system" or "tool" or "developer") and var role ? role : "user";

    /// <summary>A text, or what stands there as JSON.</summary>
    private static string? Text(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() is JsonValueKind.String ? value.GetValue<string>() : node?.ToJsonString();

    private static JsonNode? Number(JsonNode? node) =>
        decimal.TryParse(Text(node), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : null;
}
