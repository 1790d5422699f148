using RunEvaluations.Domain.Results;

namespace RunEvaluations.Api.Errors;

/// <summary>Why a body is refused as a whole.</summary>
internal static class BodyErrors
{
    public static Error Empty => Unreadable("it is empty");

    public static Error Unreadable(string reason) =>
        new(ErrorKind.Invalid, "invalid_body", $"The body cannot be read: {reason}.");

    /// <summary>To be sent with 415.</summary>
    public static Error UnsupportedMediaType(string reason) =>
        new(ErrorKind.Invalid, "unsupported_media_type", reason);

    /// <summary>To be sent with 413.</summary>
    public static Error TooLarge(long limit) =>
        new(ErrorKind.TooLarge, "body_too_large", $"The body is larger than {limit} bytes, the most accepted here.")
        {
            Facts = new Dictionary<string, object?> { ["max_bytes"] = limit },
        };
}
