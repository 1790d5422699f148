using System.Text.Json;
using RunEvaluations.Api.Errors;
using RunEvaluations.Api.Json;
using RunEvaluations.Domain.Results;

namespace RunEvaluations.Api.Input;

/// <summary>Makes a request of a body, or says everything that is wrong with it.</summary>
internal static class StrictJson
{
    public static Result<object> Read(ReadOnlySpan<byte> body, Type type, ILogger logger)
    {
        if (BatchReading.Applies(type))
            return BatchReading.Read(body, type, logger);
        if ((JsonGuard.Check(body) ?? CheckFields(body, type)) is { } error)
            return error;

        try
        {
            return JsonSerializer.Deserialize(body, type, WireJson.Options)!;
        }
        catch (Exception e)
        {
            // What gets here has passed both checks, so a check is missing. The caller still gets a 400, not a 500.
            logger.LogWarning(e, "A body passed the checks and could not be read as {Type}.", type);
            return BodyErrors.Unreadable("its values do not fit together");
        }
    }

    private static Error? CheckFields(ReadOnlySpan<byte> body, Type type)
    {
        var reader = new Utf8JsonReader(body);
        reader.Read();
        var check = new FieldCheck();
        check.Value(ref reader, type, nullable: false);
        return check.Errors.ToError();
    }
}
