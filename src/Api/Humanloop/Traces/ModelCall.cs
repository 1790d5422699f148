using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

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
        var call = attributes["gen_ai"];
        version["model"] ??= Text(call?["request"]?["model"]);
        if ((Text(call?["provider"]?["name"]) ?? Text(call?["system"]))?.ToLowerInvariant() is { } provider
            && Providers.Contains(provider))
            version["provider"] ??= provider;
        if (Text(call?["operation"]?["name"]) is "chat")
            version["endpoint"] ??= "chat";
        foreach (var setting in Settings)
            version[setting] = Number(version[setting]) ?? Number(call?["request"]?[setting]);
    }

    public static void AddTo(JsonObject log, JsonObject attributes)
    {
        if (attributes["gen_ai"] is not JsonObject call)
            return;
        if (Messages(call["input"]?["messages"]) is { Count: > 0 } sent)
            log["messages"] ??= new JsonArray([.. sent]);
        else if (call["prompt"] is JsonArray earlier)
            log["messages"] ??= new JsonArray([.. earlier.OfType<JsonObject>().Select(Plain)]);

        var answer = Messages(call["output"]?["messages"]).FirstOrDefault()
            ?? (call["completion"] is JsonArray { Count: > 0 } completions && completions[0] is JsonObject first ? Plain(first) : null);
        if (answer is not null)
        {
            log["output"] ??= Text(answer["content"]);
            log["output_message"] ??= answer;
        }

        var usage = call["usage"];
        log["prompt_tokens"] ??= Number(usage?["input_tokens"] ?? usage?["prompt_tokens"]);
        log["output_tokens"] ??= Number(usage?["output_tokens"] ?? usage?["completion_tokens"]);
        log["finish_reason"] ??= Text(call["response"]?["finish_reasons"])
            ?? Text((call["completion"] as JsonArray)?.FirstOrDefault()?["finish_reason"]);
    }

    /// <summary>Messages of parts, as a text of JSON.</summary>
    private static List<JsonObject> Messages(JsonNode? text)
    {
        try
        {
            return Text(text) is { } json && JsonNode.Parse(json) is JsonArray messages
                ? [.. messages.OfType<JsonObject>().Select(Joined)]
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

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
