using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using RunEvaluations.Api.Errors;
using RunEvaluations.Api.Humanloop.Input;
using RunEvaluations.Api.Json;
using RunEvaluations.Domain.Results;

namespace RunEvaluations.Api.Humanloop;

/// <summary>
/// What is refused, as Humanloop's clients read it: <c>detail</c> is a list of faults for 422, and a sentence otherwise. The
/// code and the trace id stand beside it.
/// </summary>
internal sealed class HumanloopErrorBodies : IErrorDialect
{
    public bool Speaks(HttpRequest request) => request.Path.StartsWithSegments(HumanloopController.Root);

    /// <summary>What is wrong with a request is 422 there, whatever it is.</summary>
    public int StatusOf(int status, Error error) =>
        status == StatusCodes.Status400BadRequest ? StatusCodes.Status422UnprocessableEntity : status;

    public byte[] Body(string traceId, int status, Error error)
    {
        var body = new JsonObject
        {
            ["detail"] = status == StatusCodes.Status422UnprocessableEntity
                ? JsonSerializer.SerializeToNode(FaultsOf(error), WireJson.Options)
                : error.Message,
            ["code"] = error.Code,
            ["trace_id"] = traceId,
        };
        return JsonSerializer.SerializeToUtf8Bytes(body, WireJson.Options);
    }

    private static IReadOnlyList<Fault> FaultsOf(Error error)
    {
        if (error.Facts.GetValueOrDefault(Faults.Fact) is IReadOnlyList<Fault> faults)
            return faults;
        return error.Fields.Count == 0
            ? [new Fault(Place.Body.Loc(), error.Message, error.Code)]
            : [.. error.Fields.SelectMany(field => field.Value.Select(reason => new Fault(Loc(field.Key), reason, Faults.WrongValue)))];
    }

    private static object[] Loc(string field)
    {
        var steps = field.Split('.').Select(step =>
            int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : (object)step);
        // What is refused before it gets here names fields as this service does.
        return steps.First() is "body" or "query" or "path" ? [.. steps] : ["body", .. steps];
    }
}
