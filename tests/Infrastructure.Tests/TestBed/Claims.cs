using System.Security.Cryptography;
using System.Text;
using RunEvaluations.Application.Idempotency;

namespace RunEvaluations.Infrastructure.Tests.TestBed;

/// <summary>Keys as the pipeline claims them, for a day from the moment of the claim.</summary>
internal static class Claims
{
    public static KeyClaim AClaim(this Account account, string key, DateTimeOffset? at = null) =>
        new(
            account.Id,
            SHA256.HashData(Encoding.UTF8.GetBytes(key)),
            SHA256.HashData("request"u8),
            at ?? Account.Now,
            (at ?? Account.Now).AddDays(1),
            LongestWait: TimeSpan.FromSeconds(30));

    /// <summary>Claims the key and answers under it.</summary>
    public static Task<KeyState> Answers(this IIdempotencyKeys keys, KeyClaim claim, string answer = """{"id":1}""") =>
        keys.InTransaction(
            async () =>
            {
                var state = await keys.Claim(claim, CancellationToken.None);
                if (state is { InProgress: false, Earlier: null })
                    await keys.Keep(claim, answer, CancellationToken.None);
                return state;
            },
            _ => true,
            CancellationToken.None);
}
