namespace RunEvaluations.Api.Security;

/// <summary>A credential is refused: 401. The message goes to the caller, so it holds nothing of the credential.</summary>
internal sealed class TokenRefusedException(string reason, string code = TokenRefusedException.Invalid) : Exception(reason)
{
    /// <summary>No credential of a kind that is known here.</summary>
    public const string Absent = "unauthenticated";

    public const string Invalid = "invalid_token";
    public const string Expired = "token_expired";

    public string Code { get; } = code;
}
