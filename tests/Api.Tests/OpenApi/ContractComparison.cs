using System.Text.Json.Nodes;

namespace RunEvaluations.Api.Tests.OpenApi;

/// <summary>
/// What a client of one OpenAPI document would lose under another: an operation, a status, a field or its type, a
/// request that was accepted, an answer's field that was always there.
/// </summary>
internal sealed class ContractComparison(JsonNode contract, JsonNode served)
{
    /// <summary>
    /// Narrower on purpose: the contract has the one field of an update optional, and an update without it says
    /// nothing. It is refused rather than ignored.
    /// </summary>
    private const string Deliberate = "/v1/run/{run_id}/evaluation/{evaluation_id} put body.value is required";

    private readonly List<string> losses = [];

    public static IEnumerable<string> Losses(JsonNode contract, JsonNode served)
    {
        var comparison = new ContractComparison(contract, served);
        comparison.ComparePaths();
        return comparison.losses.Where(loss => loss != Deliberate);
    }

    private void ComparePaths()
    {
        foreach (var (path, item) in contract["paths"]!.AsObject())
            foreach (var (method, operation) in item!.AsObject().Where(m => m.Key != "parameters"))
            {
                var at = $"{path} {method}";
                if (served["paths"]![path]?[method] is not { } other)
                {
                    losses.Add($"{at} is missing");
                    continue;
                }

                foreach (var parameter in item["parameters"]!.AsArray())
                    CompareParameter(at, parameter!, other["parameters"]?.AsArray() ?? []);
                if (SchemaOf(operation!["requestBody"]) is { } request)
                    CompareSchema($"{at} body", request, Resolve(served, SchemaOf(other["requestBody"])!), isRequest: true);
                foreach (var (status, response) in operation["responses"]!.AsObject())
                    CompareResponse($"{at} {status}", Resolve(contract, response!), other["responses"]![status]);
            }
    }

    private void CompareParameter(string at, JsonNode parameter, JsonArray others)
    {
        var name = parameter["name"]!.GetValue<string>();
        var other = others.SingleOrDefault(o => o!["name"]!.GetValue<string>() == name && o["in"]!.GetValue<string>() == "path");
        if (other is null)
            losses.Add($"{at} {name} is missing");
        else
            CompareSchema($"{at} {name}", parameter["schema"]!, other["schema"]!, isRequest: true);
    }

    private void CompareResponse(string at, JsonNode response, JsonNode? other)
    {
        if (other is null)
            losses.Add($"{at} is missing");
        else
            CompareSchema(at, SchemaOf(response)!, SchemaOf(Resolve(served, other))!, isRequest: false);
    }

    private void CompareSchema(string at, JsonNode schema, JsonNode other, bool isRequest)
    {
        (schema, other) = (Resolve(contract, schema), Resolve(served, other));
        var (type, otherType) = (schema["type"]!.GetValue<string>(), TypeOf(other));
        if (type != otherType)
            losses.Add($"{at} is {otherType}, not {type}");
        if (schema["format"] is { } format && other["format"]?.GetValue<string>() != format.GetValue<string>())
            losses.Add($"{at} has not the format {format}");
        if (type == "array")
            CompareSchema($"{at}[]", schema["items"]!, other["items"]!, isRequest);

        foreach (var (name, property) in schema["properties"]?.AsObject() ?? [])
        {
            if (other["properties"]?[name] is { } otherProperty)
                CompareSchema($"{at}.{name}", property!, otherProperty, isRequest);
            else
                losses.Add($"{at}.{name} is missing");
        }

        // Of a request less may be demanded than the contract does, of an answer more may be promised.
        var (demanded, others) = (Required(schema), Required(other));
        losses.AddRange(isRequest
            ? others.Except(demanded).Select(name => $"{at}.{name} is required")
            : demanded.Except(others).Select(name => $"{at}.{name} is not always there"));
    }

    private static JsonNode? SchemaOf(JsonNode? node) => node?["content"]?["application/json"]?["schema"];

    private static IEnumerable<string> Required(JsonNode schema) =>
        schema["required"]?.AsArray().Select(name => name!.GetValue<string>()) ?? [];

    private static string TypeOf(JsonNode schema) => schema["type"] switch
    {
        JsonArray types => string.Join(" or ", types.Select(t => t!.GetValue<string>()).Where(t => t != "null")),
        JsonValue type => type.GetValue<string>(),
        _ => "anything",
    };

    private static JsonNode Resolve(JsonNode document, JsonNode node) =>
        node["$ref"] is not { } reference
            ? node
            : reference.GetValue<string>()[2..].Split('/').Aggregate(document, (at, name) => at[name]!);
}
