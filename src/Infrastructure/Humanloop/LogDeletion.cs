namespace RunEvaluations.Infrastructure.Humanloop;

/// <summary>
/// How Logs are deleted, from whatever refers to them to the Logs themselves: statements to be run in this order, in one
/// transaction. Beside the account and the Logs they want to know the <c>@Shard</c> to count in, and as <c>@CreatedAt</c>
/// <see cref="NoUse"/>.
/// </summary>
internal static class LogDeletion
{
    /// <summary>To lose Logs is not to be used.</summary>
    public static readonly DateTimeOffset NoUse = DateTimeOffset.UnixEpoch;

    /// <summary>Of the Logs with <c>@Ids</c>.</summary>
    public static readonly IReadOnlyList<string> OfLogs = Statements("l.id = any (@Ids)");

    /// <summary>Of the Logs of <c>@Runs</c>, evaluators' Logs included.</summary>
    public static readonly IReadOnlyList<string> OfRuns = Statements("""
        l.run_id = any (@Runs) or l.id in (
          select j.id from humanloop_judgments j where j.account_id = @AccountId and j.log_id = any (@Runs))
        """);

    private static string[] Statements(string logs)
    {
        // With a Log goes what evaluators have said of it, and what others have said of that.
        var doomed = $"""
            recursive doomed as (
              select l.id, l.file_id, l.version_id from humanloop_logs l
              where l.account_id = @AccountId and ({logs})
              union
              select l.id, l.file_id, l.version_id from doomed d
              join humanloop_judgments j on j.account_id = @AccountId and j.log_id = d.id
              join humanloop_logs l on l.account_id = @AccountId and l.id = j.id
            )
            """;
        return
        [
            // What is counted less, before it is gone; and what has changed of the experiments whose Logs stay.
            $"""
            with {doomed}, subjects as (
              select s.id, sum(s.logs)::bigint as logs from (
                select d.file_id as id, -1 as logs from doomed d
                union all
                select d.version_id, -1 from doomed d
                union all
                select k.experiment_id, -1 from humanloop_experiment_logs k
                where k.account_id = @AccountId and k.log_id in (select d.id from doomed d)
                union all
                select k.experiment_id, 0 from humanloop_judgments j
                join humanloop_experiment_logs k on k.account_id = @AccountId and k.log_id = j.log_id
                where j.account_id = @AccountId and j.id in (select d.id from doomed d)
              ) s
              group by s.id
            ), {Counting.Sql}
            select count(*) from counted
            """,
            $"""
            with {doomed}
            delete from humanloop_experiment_logs k
            where k.account_id = @AccountId and k.log_id in (select d.id from doomed d)
            """,
            $"""
            with {doomed}, judged as (
              delete from humanloop_judgments j
              where j.account_id = @AccountId and j.id in (select d.id from doomed d)
            )
            delete from humanloop_logs l
            where l.account_id = @AccountId and l.id in (select d.id from doomed d)
            """,
        ];
    }
}
