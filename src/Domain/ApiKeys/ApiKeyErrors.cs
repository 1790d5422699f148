using RunEvaluations.Domain.Results;

namespace RunEvaluations.Domain.ApiKeys;

public static class ApiKeyErrors
{
    /// <summary>Of a key that is not there nothing more is told, nor of one that differs by a character.</summary>
    public static readonly Error Invalid =
        new(ErrorKind.Unauthenticated, "invalid_api_key", "The API key is not a valid one.");

    public static readonly Error Revoked =
        new(ErrorKind.Unauthenticated, "api_key_revoked", "The API key has been revoked.");

    public static readonly Error Expired = new(ErrorKind.Unauthenticated, "api_key_expired", "The API key has expired.");

    public static readonly Error OfArchivedEvaluator =
        Invalid with { Message = "The API key is that of an evaluator that is archived." };

    public static readonly Error NotFound =
        new(ErrorKind.NotFound, "api_key_not_found", "There is no API key with this id.");

    public static readonly Error TooMany = new(
        ErrorKind.Conflict,
        "api_key_limit_reached",
        $"The account has {ApiKey.MaxLive} API keys that are neither revoked nor expired: revoke one first.")
    {
        Facts = new Dictionary<string, object?> { ["max_api_keys"] = ApiKey.MaxLive },
    };
}
