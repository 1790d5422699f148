using System.Security.Cryptography;
using RunEvaluations.Application.Statistics;
using RunEvaluations.Infrastructure.Database;

namespace RunEvaluations.Infrastructure.Statistics;

internal sealed class KeptRuns(AccountDatabase database) : IKeptRuns
{
    public async Task<Guid> Keep(
        string accountId,
        IReadOnlyList<Guid> runIds,
        DateTimeOffset at,
        DateTimeOffset since,
        CancellationToken cancellationToken)
    {
        const string Sql = """
            delete from kept_runs where account_id = @AccountId and kept_at < @Since and id <> @Id;

            insert into kept_runs as k (account_id, id, run_ids, kept_at) values (@AccountId, @Id, @RunIds, @At)
            on conflict (account_id, id) do update set kept_at = greatest(k.kept_at, excluded.kept_at)
            """;
        Guid[] sorted = [.. runIds.Distinct().Order()];
        var id = IdOf(sorted);
        var values = new { AccountId = accountId, Id = id, RunIds = sorted, At = at, Since = since };
        // In a transaction, which no standby is asked for.
        return await database.InTransaction(
            async () =>
            {
                await database.Execute(Sql, values, cancellationToken);
                return id;
            },
            keep: _ => true,
            cancellationToken);
    }

    public async Task<IReadOnlyList<Guid>?> Find(string accountId, Guid id, CancellationToken cancellationToken)
    {
        const string Sql = "select k.run_ids from kept_runs k where k.account_id = @AccountId and k.id = @Id";
        var row = await database.SingleOrDefault<KeptList>(Sql, new { AccountId = accountId, Id = id }, cancellationToken);
        return row?.RunIds;
    }

    /// <summary>By what it holds (SHA-256, cut to a UUID of version 8, RFC 9562): whoever keeps it again finds it.</summary>
    private static Guid IdOf(Guid[] sorted)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var id in sorted)
            hash.AppendData(id.ToByteArray(bigEndian: true));
        var bytes = hash.GetHashAndReset().AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    private sealed record KeptList
    {
        public required IReadOnlyList<Guid> RunIds { get; init; }
    }
}
