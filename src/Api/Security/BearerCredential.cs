namespace RunEvaluations.Api.Security;

/// <summary>Finds the bearer token of a request (RFC 6750, section 2.1): in one header, and nowhere else.</summary>
internal static class BearerCredential
{
    private const string Scheme = "Bearer";

    /// <summary>The token, or null where no credential was sent.</summary>
    /// <exception cref="TokenRefusedException">There is a credential, and it is not one bearer token.</exception>
    public static string? Read(HttpRequest request)
    {
        var headers = request.Headers.Authorization;
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
}
