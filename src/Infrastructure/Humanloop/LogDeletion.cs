namespace RunEvaluations.Infrastructure.Humanloop;

/// <summary>
/// How Logs are deleted: one of the first two finds them, and <see cref="Statements"/> delete them, in this order and in the
/// same transaction. A distributed database takes no recursion in a statement that writes.
/// </summary>
internal static class LogDeletion
{
    // With a Log goes what evaluators have said of it, and what others have said of that.
    private const string AndWhatIsSaidOfThem = """
          union
          select j.id from doomed d
          join humanloop_judgments j on j.account_id = @AccountId and j.log_id = d.id
        )
        select d.id from doomed d
        """;

    /// <summary>The Logs with <c>@Ids</c>, and what goes with them.</summary>
    public const string OfLogs = $"""
        with recursive doomed as (
          select l.id from humanloop_logs l where l.account_id = @AccountId and l.id = any (@Ids)
        {AndWhatIsSaidOfThem}
        """;

    /// <summary>The Logs of <c>@Runs</c>, and what goes with them.</summary>
    public const string OfRuns = $"""
        with recursive doomed as (
          select l.id from humanloop_logs l where l.account_id = @AccountId and l.run_id = any (@Runs)
          union
          select j.id from humanloop_judgments j where j.account_id = @AccountId and j.log_id = any (@Runs)
        {AndWhatIsSaidOfThem}
        """;

    /// <summary>Of all Logs that <see cref="ValuesOf"/> names.</summary>
    public static readonly IReadOnlyList<string> Statements =
    [
        // What is counted less, before it is gone; and what has changed of the experiments whose Logs stay.
        $"""
        with subjects as (
          select s.id, sum(s.logs)::bigint as logs from (
            select l.file_id as id, -1 as logs from humanloop_logs l
            where l.account_id = @AccountId and l.id = any (@Ids)
            union all
            select l.version_id, -1 from humanloop_logs l where l.account_id = @AccountId and l.id = any (@Ids)
            union all
            select k.experiment_id, -1 from humanloop_experiment_logs k
            where k.account_id = @AccountId and k.log_id = any (@Ids)
            union all
            select k.experiment_id, 0 from humanloop_judgments j
            join humanloop_experiment_logs k on k.account_id = @AccountId and k.log_id = j.log_id
            where j.account_id = @AccountId and j.id = any (@Ids)
          ) s
          group by s.id
        ), {Counting.Sql}
        select count(*) from counted
        """,
        "delete from humanloop_experiment_logs k where k.account_id = @AccountId and k.log_id = any (@Ids)",
        "delete from humanloop_judgments j where j.account_id = @AccountId and j.id = any (@Ids)",
        "delete from humanloop_logs l where l.account_id = @AccountId and l.id = any (@Ids)",
    ];

    /// <summary>To lose Logs is not to be used: it happened long before any use.</summary>
    public static object ValuesOf(string accountId, IEnumerable<Guid> ids) =>
        new { AccountId = accountId, Ids = ids.ToArray(), CreatedAt = DateTimeOffset.UnixEpoch, Shard = Counting.Shard() };
}
