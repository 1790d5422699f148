using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NJsonSchema;

namespace RunEvaluations.Api.Tests.Contract;

/// <summary>
/// The published contract of the four operations, as its pages have it. Every answer that a test client receives is
/// held against it.
/// </summary>
internal static class PublishedContract
{
    public static readonly JsonNode Document =
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Contract", "re-factor.openapi.json")))!;

    private static readonly (Regex Path, string Template)[] Paths =
    [
        .. Document["paths"]!.AsObject().Select(path =>
            (new Regex("^" + Regex.Replace(path.Key, @"\{\w+\}", "[^/]+") + "$"), path.Key)),
    ];

    private static readonly Dictionary<(string, string, int), JsonSchema> Schemas = ReadSchemas();

    /// <summary>The statuses that the contract documents for an operation.</summary>
    public static IEnumerable<(string Template, string Method, int Status)> Answers => Schemas.Keys;

    /// <summary>What is wrong with an answer; nothing where the contract does not speak of it.</summary>
    public static IEnumerable<string> Faults(HttpMethod method, string pathAndQuery, int status, string body)
    {
        var path = pathAndQuery.Split('?')[0];
        var template = Paths.FirstOrDefault(p => p.Path.IsMatch(path)).Template;
        if (template is null || !Schemas.TryGetValue((template, method.Method.ToLowerInvariant(), status), out var schema))
            return [];
        return schema.Validate(body).Select(fault => fault.ToString());
    }

    private static Dictionary<(string, string, int), JsonSchema> ReadSchemas()
    {
        var schemas = new Dictionary<(string, string, int), JsonSchema>();
        foreach (var (path, item) in Document["paths"]!.AsObject())
            foreach (var (method, operation) in item!.AsObject().Where(m => m.Key is "get" or "post" or "put"))
                foreach (var (status, response) in operation!["responses"]!.AsObject())
                {
                    var schema = Inline(Resolve(response!)["content"]!["application/json"]!["schema"]!);
                    schemas[(path, method, int.Parse(status, null))] = JsonSchema.FromJsonAsync(schema.ToJsonString()).Result;
                }

        return schemas;
    }

    public static JsonNode Resolve(JsonNode node) =>
        node["$ref"] is not { } reference
            ? node
            : reference.GetValue<string>()[2..].Split('/').Aggregate(Document, (at, name) => at[name]!);

    /// <summary>A copy without references. The contract marks what may be null the 3.0 way, and means it.</summary>
    private static JsonNode Inline(JsonNode node)
    {
        if (node is JsonArray array)
            return new JsonArray([.. array.Select(item => Inline(item!))]);
        if (node is not JsonObject)
            return node.DeepClone();

        var copy = new JsonObject(Resolve(node).AsObject().Select(m => KeyValuePair.Create(m.Key, (JsonNode?)Inline(m.Value!))));
        if (copy["nullable"]?.GetValueKind() is System.Text.Json.JsonValueKind.True)
            copy["type"] = new JsonArray(copy["type"]!.DeepClone(), "null");
        return copy;
    }
}
