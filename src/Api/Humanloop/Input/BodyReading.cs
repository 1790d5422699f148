using System.Text.Json;
using System.Text.Json.Nodes;
using RunEvaluations.Api.Errors;
using RunEvaluations.Api.Input;
using RunEvaluations.Domain.Results;

namespace RunEvaluations.Api.Humanloop.Input;

/// <summary>
/// Reads bodies as clients of Humanloop send them: with any content type or none, and none at all where no member is
/// required. What no body may hold is refused here as everywhere: see <see cref="JsonGuard"/>.
/// </summary>
internal static class BodyReading
{
    public static async Task<Result<Fields>> ReadFields(this HttpRequest request, Shape shape)
    {
        var json = await request.ReadJson();
        if (json.Error is { } refusal)
            return refusal;
        var faults = new Faults();
        var kept = shape.Read(json.Value, Place.Body, faults);
        return faults.Any ? faults.ToError() : new Fields(kept!.AsObject());
    }

    /// <summary>The body; an empty object where there is none.</summary>
    public static async Task<Result<JsonElement>> ReadJson(this HttpRequest request)
    {
        var limits = request.HttpContext.RequestServices.GetRequiredService<InputLimits>();
        var limit = Math.Max(limits.MaxRunBodyBytes, limits.MaxBatchBodyBytes);
        if (request.Headers.ContentEncoding is { Count: > 0 } encoding && encoding != "identity")
            return BodyErrors.Unreadable("it must be sent as it is, without a Content-Encoding");
        using var body = await RequestBody.ReadAsync(request, limit, request.HttpContext.RequestAborted);
        if (body is null)
            return BodyErrors.TooLarge(limit);
        if (body.Bytes.IsEmpty)
            return JsonSerializer.SerializeToElement(new JsonObject());
        return JsonGuard.Check(body.Bytes) is { } error ? error : JsonSerializer.Deserialize<JsonElement>(body.Bytes);
    }
}
