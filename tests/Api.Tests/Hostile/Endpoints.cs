using System.Text.Json.Nodes;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Hostile;

/// <summary>An operation of the service, with placeholders (see <see cref="World"/>) for ids that exist.</summary>
/// <param name="Operation">Its name in the document.</param>
/// <param name="Method">Its method.</param>
/// <param name="Path">Its path.</param>
/// <param name="Query">The names of its query parameters.</param>
/// <param name="Required">The members that its body must have.</param>
/// <param name="TakesBody">Whether it takes a body.</param>
/// <param name="GoodBody">A body that it accepts, where it takes one.</param>
internal sealed record Endpoint(
    string Operation,
    string Method,
    string Path,
    IReadOnlyList<string> Query,
    IReadOnlyList<string> Required,
    bool TakesBody,
    string? GoodBody)
{
    public bool Writes => Method is not "GET";

    public string Head(params string[] headers) => Wire.Head(Method, Path, headers);

    public override string ToString() => Operation;
}

/// <summary>
/// The service's own list of operations, which <c>ApiDocumentTests</c> holds against what it serves: a new one is
/// attacked the day it appears.
/// </summary>
internal static class Endpoints
{
    private static readonly JsonNode Document =
        JsonNode.Parse(File.ReadAllText(System.IO.Path.Combine(Checkout.Root, "docs", "openapi.json")))!;

    /// <summary>
    /// One for each operation that takes a body; without it the operation's body is not attacked, which a test notices.
    /// </summary>
    private static readonly Dictionary<string, string> GoodBodies = new()
    {
        ["create_run"] = """{"status":"running","experiment_id":"0198c0de-7a3b-7c4d-8e5f-0123456789ab","metadata":{"k":1}}""",
        ["put_run"] = """{"status":"failed","result":{"outputs":{"answer":"no"}},"metadata":{"k":2}}""",
        ["create_evaluation_label"] = """{"name":"Tone","description":"d","value_type":"ordinal","categories":["a","b"]}""",
        ["update_evaluation_label"] = """{"name":"Renamed","description":"d"}""",
        ["create_evaluator"] =
            """{"name":"Judge","description":"d","kind":"llm","evaluation_label_ids":["$label","$scale"]}""",
        ["update_evaluator"] = """{"name":"Renamed","description":"d","evaluation_label_ids":["$scale"]}""",
        ["create_run_evaluation"] =
            """{"evaluation_label_id":"$label","value":1,"output_name":"o","field_path":"f","comment":"c","metadata":{"k":1},"""
            + "\"confidence\":0.5}",
        ["create_run_evaluations"] = """[{"evaluation_label_id":"$label","value":1},{"evaluation_label_id":"$label","value":0}]""",
        ["create_evaluations"] = """[{"run_id":"$run","evaluation_label_id":"$label","value":1}]""",
        ["create_api_key"] =
            """{"name":"Pipeline","scopes":["evaluations:write"],"user":"ci","expires_at":"2999-01-01T00:00:00Z"}""",
        ["describe_evaluations"] = """{"evaluation_label_id":"$label","group_by":["author"],"quantiles":[0.5],"bins":5}""",
        ["measure_agreement"] = """{"evaluation_label_id":"$label","resamples":10,"seed":2}""",
        ["calibrate_evaluator"] =
            """{"evaluation_label_id":"$label","evaluator_id":"$evaluator","gold":{"authors":["ada"]},"drift":"day"}""",
        ["compare_runs"] =
            """{"evaluation_label_id":"$label","baseline":{"run_ids":["$run"]},"candidate":{"run_status":["failed"]}}""",
        ["find_coverage"] = """{"evaluation_label_id":"$label","raters":2,"limit":10}""",
        ["check_gate"] =
            """{"conditions":[{"figure":"mean","evaluation_label_id":"$label","at_least":0.5}],"confidence":0.9}""",
        ["update_run_evaluation"] = """{"value":0,"reason":"r"}""",
    };

    public static readonly IReadOnlyList<Endpoint> All = [.. Read()];

    public static readonly IReadOnlyList<Endpoint> WithBody = [.. All.Where(e => e.GoodBody is not null)];

    /// <summary>Those whose body is one thing, and not an array of things; what is sent in an array is attacked alone.</summary>
    public static readonly IReadOnlyList<Endpoint> WithObject = [.. WithBody.Where(e => e.GoodBody![0] == '{')];

    public static readonly IReadOnlyList<Endpoint> WithArray = [.. WithBody.Except(WithObject)];

    public static readonly IReadOnlyList<Endpoint> Lists = [.. All.Where(e => e.Query.Contains("after"))];

    public static Endpoint Of(string operation) => All.Single(e => e.Operation == operation);

    private static IEnumerable<Endpoint> Read() =>
        from path in Document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        let name = operation.Value!["operationId"]!.GetValue<string>()
        let parameters = operation.Value["parameters"]?.AsArray().Select(p => p!) ?? []
        let body = operation.Value["requestBody"]?["content"]?["application/json"]?["schema"]
        select new Endpoint(
            name,
            operation.Key.ToUpperInvariant(),
            Filled(path.Key),
            [.. parameters.Where(p => p["in"]!.GetValue<string>() == "query").Select(p => p["name"]!.GetValue<string>())],
            body is null ? [] : Required(body),
            body is not null,
            GoodBodies.GetValueOrDefault(name));

    /// <summary><c>run/{id}</c> and <c>{run_id}</c> are both the run's.</summary>
    private static string Filled(string path)
    {
        var parts = path.Split('/');
        for (var i = 1; i < parts.Length; i++)
        {
            if (parts[i] == "{id}")
                parts[i] = "$" + parts[i - 1].Split('-')[^1];
            else if (parts[i].StartsWith('{'))
                parts[i] = "$" + parts[i][1..^"_id}".Length];
        }

        return string.Join('/', parts);
    }

    private static List<string> Required(JsonNode schema)
    {
        if (schema["$ref"] is not { } reference)
            return [];

        var name = reference.GetValue<string>().Split('/')[^1];
        var required = Document["components"]!["schemas"]![name]!["required"]?.AsArray();
        return [.. required?.Select(member => member!.GetValue<string>()) ?? []];
    }
}
