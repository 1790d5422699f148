namespace RunEvaluations.Infrastructure.Humanloop;

/// <summary>
/// How Logs are counted as they are written: at each subject (a file, a version, an experiment) in one of sixteen rows, so
/// that writers seldom wait for each other. In the order of the subjects, so that none waits for one that waits for it.
/// </summary>
internal static class Counting
{
    private const int Shards = 16;

    /// <summary>
    /// The common table expression <c>counted</c>, after one called <c>subjects</c> with the columns <c>id</c> and
    /// <c>logs</c>: how many more Logs there are. Whatever it is, something about the subject has changed.
    /// </summary>
    public const string Sql = """
        counted as (
          insert into humanloop_counts as c (account_id, subject_id, shard, logs, changes, last_at)
          select @AccountId, s.id, @Shard, s.logs, 1, @CreatedAt from subjects s order by s.id
          on conflict (account_id, subject_id, shard) do update
          set logs = c.logs + excluded.logs, changes = c.changes + 1, last_at = greatest(c.last_at, excluded.last_at)
          returning c.subject_id
        )
        """;

    public static short Shard() => (short)Random.Shared.Next(Shards);
}
