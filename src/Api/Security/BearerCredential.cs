using Microsoft.Extensions.Primitives;
using RunEvaluations.Domain.ApiKeys;

namespace RunEvaluations.Api.Security;

/// <summary>
/// Finds the one credential of a request: a token or an API key as bearer (RFC 6750, section 2.1), or an API key in the
/// header <c>X-API-KEY</c>; and nowhere else.
/// </summary>
internal static class BearerCredential
{
    public const string KeyHeader = "X-API-KEY";
    private const string Scheme = "Bearer";

    /// <summary>The token or key, or null where no credential was sent.</summary>
    /// <exception cref="TokenRefusedException">There is a credential, and it is not a single one of a known kind.</exception>
    public static string? Read(HttpRequest request)
    {
        var (bearer, key) = (ReadBearer(request.Headers.Authorization), ReadKey(request.Headers[KeyHeader]));
        if (bearer is not null && key is not null && bearer != key)
            throw new TokenRefusedException(
                $"The request must have one credential, not one in Authorization and another in {KeyHeader}.");
        return bearer ?? key;
    }

    /// <summary>Whether the credential is an API key, good or not, rather than a token.</summary>
    public static bool IsKey(string credential) => credential.StartsWith(ApiKeyText.Start, StringComparison.Ordinal);

    private static string? ReadBearer(StringValues headers)
    {
        if (headers.Count > 1)
            throw new TokenRefusedException("The request must have one Authorization header, not several.");
        if (headers.Count == 0 || headers[0] is not { Length: > 0 } header)
            return null;

        var end = header.IndexOf(' ', StringComparison.Ordinal);
        var scheme = end < 0 ? header : header[..end];
        if (!scheme.Equals(Scheme, StringComparison.OrdinalIgnoreCase))
            throw new TokenRefusedException("The Authorization header must be of the scheme Bearer.", TokenRefusedException.Absent);

        var token = header[scheme.Length..].Trim(' ');
        return token.Length > 0 ? token : throw new TokenRefusedException("The Authorization header has no token.");
    }

    private static string? ReadKey(StringValues headers)
    {
        if (headers.Count > 1)
            throw RefusedKey($"The request must have one {KeyHeader} header, not several.");
        if (headers.Count == 0)
            return null;
        return headers[0] is { } key && IsKey(key)
            ? key
            : throw RefusedKey($"The {KeyHeader} header must have an API key, which begins with '{ApiKeyText.Start}'.");
    }

    private static TokenRefusedException RefusedKey(string reason) => new(reason, ApiKeyErrors.Invalid.Code);
}
