using RunEvaluations.Domain.Results;

namespace RunEvaluations.Domain.Idempotency;

public static class IdempotencyErrors
{
    /// <summary>The name of the fact that says after how many seconds to try again.</summary>
    public const string RetryAfter = "retry_after";

    public static readonly Error KeyReused = new(
        ErrorKind.Refused,
        "idempotency_key_reused",
        "This Idempotency-Key came with another request before: use a new key for a new request.");

    public static readonly Error InProgress = new(
        ErrorKind.Conflict,
        "request_in_progress",
        "The first request with this Idempotency-Key is still running: ask again, with the same key.")
    {
        Facts = new Dictionary<string, object?> { [RetryAfter] = 1 },
    };
}
