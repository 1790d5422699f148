using Microsoft.AspNetCore.WebUtilities;

namespace RunEvaluations.Api.Errors;

/// <summary>
/// What to say where only a status is known, because the framework or the server has refused the request.
/// </summary>
internal sealed record StatusAnswer(string Code, string Message)
{
    public static StatusAnswer RouteNotFound(PathString path) =>
        new("route_not_found", path.HasValue ? $"There is nothing at {path.Value}." : "The request names no path.");

    public static StatusAnswer Of(int status) => status switch
    {
        400 => new("invalid_request", "The request cannot be read."),
        401 => new("unauthenticated", "The request needs a valid credential."),
        403 => new("forbidden", "The credential does not allow this."),
        404 => new("not_found", "What the request names does not exist."),
        405 => new("method_not_allowed", "This method does not apply here; the Allow header names those that do."),
        408 => new("request_timeout", "The request took too long to arrive."),
        413 => new("body_too_large", "The body is larger than is accepted."),
        415 => new("unsupported_media_type", "The body must be sent as application/json."),
        500 => new("internal_error", "Something went wrong here. The trace id tells us which request it was."),
        503 => new("unavailable", "The service cannot answer right now; try again."),
        _ => FromPhrase(ReasonPhrases.GetReasonPhrase(status)),
    };

    private static StatusAnswer FromPhrase(string phrase) => phrase.Length == 0
        ? new("error", "The request failed.")
        : new(phrase.ToLowerInvariant().Replace("'", "").Replace(' ', '_').Replace('-', '_'), phrase + ".");
}
