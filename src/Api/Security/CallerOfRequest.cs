using System.Security.Claims;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Security;

internal static class CallerOfRequest
{
    /// <summary>On whose behalf the request is made.</summary>
    /// <exception cref="InvalidOperationException">The endpoint does not require a credential.</exception>
    public static Caller GetCaller(this HttpContext context) =>
        context.User.FindCaller() ?? throw new InvalidOperationException("The request has no authenticated caller.");

    /// <summary>Null for a request without a credential.</summary>
    public static Caller? FindCaller(this ClaimsPrincipal principal) =>
        principal.Identities.OfType<CallerIdentity>().FirstOrDefault()?.Caller;
}
