using System.Globalization;
using Microsoft.Net.Http.Headers;
using RunEvaluations.Api.Errors;

namespace RunEvaluations.Api.Security;

/// <summary>Answers a request that is not authenticated (RFC 6750, section 3).</summary>
internal static class BearerChallenge
{
    public static Task WriteAsync(HttpContext context, Exception? failure) => failure switch
    {
        AuthorityUnavailableException unavailable => WriteUnavailableAsync(context, unavailable),
        TokenRefusedException refused => WriteRefusalAsync(context, refused),
        null => WriteRefusalAsync(context, new TokenRefusedException(
            "The request needs a token or an API key, in the header 'Authorization: Bearer'.", TokenRefusedException.Absent)),
        _ => WriteRefusalAsync(context, new TokenRefusedException("The token is not a valid one.")),
    };

    private static Task WriteRefusalAsync(HttpContext context, TokenRefusedException refused)
    {
        context.Response.Headers.Append(HeaderNames.WWWAuthenticate, refused.Code == TokenRefusedException.Absent
            ? "Bearer"
            : $"Bearer error=\"invalid_token\", error_description=\"{Quotable(refused.Message)}\"");
        return ErrorWriter.WriteAsync(context, StatusCodes.Status401Unauthorized, refused.Code, refused.Message);
    }

    private static Task WriteUnavailableAsync(HttpContext context, AuthorityUnavailableException unavailable)
    {
        context.Response.Headers.RetryAfter =
            unavailable.RetryAfter.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        return ErrorWriter.WriteAsync(
            context, StatusCodes.Status503ServiceUnavailable, "authority_unavailable", unavailable.Message);
    }

    /// <summary>The characters that RFC 6750 allows in a description; the name of a claim may hold others.</summary>
    private static string Quotable(string text) =>
        string.Concat(text.Select(c => c is >= ' ' and <= '~' and not '"' and not '\\' ? c : '?'));
}
