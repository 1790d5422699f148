using System.Security.Cryptography;
using System.Text;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Idempotency;

/// <summary>Somebody's wish to use a key.</summary>
/// <param name="AccountId">The account that the key belongs to.</param>
/// <param name="KeyHash">The author and the key: the same text from two authors is two keys.</param>
/// <param name="Fingerprint">Of the request that the key comes with.</param>
/// <param name="At">Now. A key that has expired by then is free, whether or not it has been removed.</param>
/// <param name="ExpiresAt">Until when the key is to stand for this request.</param>
/// <param name="LongestWait">For another request with the key that is still running.</param>
public sealed record KeyClaim(
    string AccountId,
    byte[] KeyHash,
    byte[] Fingerprint,
    DateTimeOffset At,
    DateTimeOffset ExpiresAt,
    TimeSpan LongestWait)
{
    internal static KeyClaim Of(Caller author, IdempotencyKey key, DateTimeOffset now, IdempotencySettings settings)
    {
        // Ids have no line feeds, so that no two authors and keys make the same text.
        var named = author.EvaluatorId is { } evaluator ? $"evaluator\n{evaluator:D}" : $"user\n{author.UserId}";
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{named}\n{key.Text}"));
        return new(author.AccountId, hash, key.Fingerprint, now, now + settings.Lifetime, settings.LongestWait);
    }
}
