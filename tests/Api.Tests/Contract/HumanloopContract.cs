using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NJsonSchema;

namespace RunEvaluations.Api.Tests.Contract;

/// <summary>
/// The published schemas of Humanloop's API. Every answer that a test client receives from it is held against the one that it
/// should have, nested unions and all: one that fits no member of a union is a fault.
/// </summary>
internal static class HumanloopContract
{
    private const string Anything = "any";

    private static readonly JsonNode Document = JsonNode.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Contract", "humanloop.openapi.json")))!;

    /// <summary>What successes of each operation are like; those that the published document has no operation for stand last.</summary>
    private static readonly (string Method, Regex Path, string Schema)[] Operations =
    [
        .. Published(),
        Of("GET", "/(prompts|tools|flows|agents|evaluators|datasets|files)", "Page<File>"),
        Of("POST", "/(prompts|tools|flows|agents|evaluators|datasets)", "File"),
        Of("POST", "/files/retrieve-by-path", "File"),
        Of("POST", "/(prompts|tools|flows|agents|evaluators)/log", "Recorded"),
        Of("POST", "/import/otel/v1/traces", "Traces"),
        Of("PATCH", "/flows/logs/{}", "Log"),
        Of("PATCH", "/(prompts|tools|flows|agents)/{}/log/{}", "Log"),
        Of("(GET|PATCH)", "/(prompts|tools|flows|agents|evaluators|datasets)/{}", "File"),
        Of("GET", "/{}/{}/versions", "List<File>"),
        Of("PATCH", "/{}/{}/versions/{}", "File"),
        Of("GET", "/{}/{}/environments", "Environments"),
        Of("POST", "/{}/{}/environments/{}", "File"),
        Of("GET", "/datasets/{}/datapoints", "Page<DatapointResponse>"),
        Of("GET", "/logs", "Page<Log>"),
        Of("GET", "/logs/{}", "Log"),
        Of("DELETE", "/.*", Anything),
    ];

    private static readonly Dictionary<string, JsonSchema> Schemas = Operations.Select(o => o.Schema)
        .Where(name => name != Anything)
        .Append("HttpValidationError")
        .Append("Refusal")
        .Distinct()
        .ToDictionary(name => name, name => JsonSchema.FromJsonAsync(SchemaOf(name).ToJsonString()).Result);

    /// <summary>What is wrong with an answer; nothing where it is of another API.</summary>
    public static IEnumerable<string> Faults(HttpMethod method, string pathAndQuery, int status, string body)
    {
        var path = pathAndQuery.Split('?')[0];
        if (!path.StartsWith("/v5/", StringComparison.Ordinal))
            return [];
        if (status >= 400)
            return Validate(status == 422 ? "HttpValidationError" : "Refusal", body);
        var operation = Array.Find(Operations, o => o.Path.IsMatch($"{method} {path}"));
        if (operation.Schema is null)
            return [$"{method} {path} is no operation that there is a schema for."];
        if (status == 204)
            return body.Length == 0 ? [] : ["204 has a body."];
        return operation.Schema == Anything ? [] : Validate(operation.Schema, body);
    }

    private static IEnumerable<string> Validate(string schema, string body) =>
        Schemas[schema].Validate(body).Select(fault => $"{schema}: {fault}");

    private static IEnumerable<(string, Regex, string)> Published() =>
        from path in Document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        where operation.Key is "get" or "post" or "patch" or "delete"
        let success = operation.Value!["responses"]!.AsObject().FirstOrDefault(r => r.Key.StartsWith('2')).Value
        let schema = success?["content"]?["application/json"]?["schema"]?["$ref"]?.GetValue<string>().Split('/')[^1]
        select Of(operation.Key.ToUpperInvariant(), Regex.Replace(path.Key, @"\{\w+\}", "{}"), schema ?? Anything);

    private static (string, Regex, string) Of(string method, string path, string schema) =>
        (method, new Regex($"^{method} /v5{path.Replace("{}", "[^/]+", StringComparison.Ordinal)}$"), schema);

    private static JsonObject SchemaOf(string name)
    {
        var root = name switch
        {
            "File" => Union("PromptResponse", "ToolResponse", "DatasetResponse", "EvaluatorResponse", "FlowResponse", "AgentResponse"),
            "Log" => Union("PromptLogResponse", "ToolLogResponse", "EvaluatorLogResponse", "FlowLogResponse", "AgentLogResponse"),
            "Environments" => new JsonObject { ["type"] = "array", ["items"] = Reference("EnvironmentResponse") },
            "Recorded" => Closed(("id", "string"), ("version_id", "string")),
            "Traces" => Closed(("records", "array")),
            "Refusal" => Closed(("detail", "string"), ("code", "string"), ("trace_id", "string")),
            _ when name.StartsWith("Page<", StringComparison.Ordinal) =>
                With(SchemaOf(name[5..^1]), ("page", "integer"), ("size", "integer"), ("total", "integer")),
            _ when name.StartsWith("List<", StringComparison.Ordinal) => With(SchemaOf(name[5..^1])),
            // What stands beside a reference is not read.
            _ => Union(name),
        };
        root["definitions"] ??= Definitions();
        return root;
    }

    private static JsonObject With(JsonObject item, params (string Name, string Type)[] members)
    {
        item.Remove("definitions");
        var page = Closed([.. members, ("records", "array")]);
        page["properties"]!["records"] = new JsonObject { ["type"] = "array", ["items"] = item };
        return page;
    }

    private static JsonObject Closed(params (string Name, string Type)[] members) => new()
    {
        ["type"] = "object",
        ["required"] = new JsonArray([.. members.Select(m => JsonValue.Create(m.Name))]),
        ["properties"] = new JsonObject(members.Select(m =>
            KeyValuePair.Create(m.Name, (JsonNode?)new JsonObject { ["type"] = m.Type }))),
    };

    private static JsonObject Union(params string[] names) =>
        new() { ["anyOf"] = new JsonArray([.. names.Select(Reference)]) };

    private static JsonObject Reference(string name) => new() { ["$ref"] = "#/definitions/" + name };

    private static JsonNode Definitions() => InJsonSchema(Document["components"]!["schemas"]!);

    /// <summary>The document marks what may be null the 3.0 way, and means it; references go to the definitions.</summary>
    private static JsonNode InJsonSchema(JsonNode node)
    {
        if (node is JsonArray array)
            return new JsonArray([.. array.Select(item => InJsonSchema(item!))]);
        if (node is not JsonObject members)
            return node.DeepClone();
        var copy = new JsonObject(members.Where(m => m.Key != "nullable").Select(m => KeyValuePair.Create(
            m.Key,
            m.Key == "$ref"
                ? JsonValue.Create(m.Value!.GetValue<string>().Replace("components/schemas", "definitions", StringComparison.Ordinal))
                : (JsonNode?)InJsonSchema(m.Value!))));
        if (members["nullable"] is not JsonValue nullable || !nullable.TryGetValue<bool>(out var isNullable) || !isNullable)
            return copy;
        return members.ContainsKey("type") ? WithNull(copy) : copy;
    }

    private static JsonObject WithNull(JsonObject schema)
    {
        schema["type"] = new JsonArray(schema["type"]!.DeepClone(), "null");
        if (schema["enum"] is JsonArray values)
            values.Add(null);
        return schema;
    }
}
