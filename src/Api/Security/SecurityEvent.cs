using RunEvaluations.Api.Errors;

namespace RunEvaluations.Api.Security;

/// <summary>Which refusals somebody who guards the service wants to hear of, and what they are called.</summary>
internal static class SecurityEvent
{
    /// <summary>Null for a refusal that says nothing about who is asking.</summary>
    public static string? Of(Refusal refusal) => refusal switch
    {
        { Status: StatusCodes.Status401Unauthorized } => "credential_refused",
        { Status: StatusCodes.Status403Forbidden, Code: "scope_required" } => "scope_missing",
        { Status: StatusCodes.Status403Forbidden, Code: "user_required" } => "user_required",
        { Status: StatusCodes.Status403Forbidden } => "access_refused",
        { Status: StatusCodes.Status429TooManyRequests } => "limit_reached",
        _ => null,
    };
}
