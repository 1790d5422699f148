using System.Text.Json;
using System.Text.Json.Nodes;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using RunEvaluations.Api.Errors;
using RunEvaluations.Api.Humanloop.Input;
using RunEvaluations.Api.Humanloop.Traces;
using RunEvaluations.Application.Humanloop.Files;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Humanloop;

/// <summary>Takes the traces that decorated functions send, in OpenTelemetry's JSON: a Log for each span that is one.</summary>
[NeedsScope(Scope.EvaluationsWrite)]
public sealed class TracesController(IMediator mediator) : HumanloopController(mediator)
{
    private readonly IMediator mediator = mediator;

    [HttpPost("v5/import/otel/v1/traces")]
    public async Task<IActionResult> Import(CancellationToken cancellationToken)
    {
        var json = await Request.ReadJson();
        if (json.Error is { } unreadable)
            return new ErrorResult(unreadable);

        var records = new JsonArray();
        foreach (var span in Spans(json.Value))
        {
            var recorded = await Record(span, cancellationToken);
            if (recorded.Error is { } refusal)
                return new ErrorResult(refusal);
            records.Add(HumanloopId.Of(HumanloopId.Log, recorded.Value));
        }

        return new ObjectResult(new JsonObject { ["records"] = records });
    }

    private async Task<Result<Guid>> Record(SpanLog span, CancellationToken cancellationToken)
    {
        var faults = new Faults();
        var body = LogShapes.Record[span.Kind].Read(JsonSerializer.SerializeToElement(span.Body), Place.Body, faults);
        if (faults.Any)
            return faults.ToError();
        var reference = new FileReference { Path = span.Path, Kind = span.Kind };
        var recorded = await mediator.Send(
            Recordings.Of(Caller, span.Kind, new Fields(body!.AsObject()), reference), cancellationToken);
        return recorded.Error is { } refusal ? refusal : recorded.Value.Id;
    }

    private static IEnumerable<SpanLog> Spans(JsonElement trace) =>
        from resource in Items(trace, "resourceSpans")
        from scope in Items(resource, "scopeSpans")
        from span in Items(scope, "spans")
        let log = span.ValueKind is JsonValueKind.Object ? SpanLog.Of(span) : null
        where log is not null
        select log;

    private static IEnumerable<JsonElement> Items(JsonElement inside, string name) =>
        inside.ValueKind is JsonValueKind.Object && inside.TryGetProperty(name, out var items)
        && items.ValueKind is JsonValueKind.Array
            ? items.EnumerateArray()
            : [];
}
