namespace RunEvaluations.Infrastructure.Humanloop;

/// <summary>
/// How Logs are deleted, from whatever refers to them to the Logs themselves: statements to be run in this order, in one
/// transaction. Beside the account and the Logs they want to know the <c>@Shard</c> to count in, and with <c>@CreatedAt</c>
/// when something was last used, if this is a use.
/// </summary>
internal static class LogDeletion
{
    /// <summary>Of the Logs with <c>@Ids</c>.</summary>
    public static readonly IReadOnlyList<string> OfLogs = Statements("l.id = any (@Ids)", "j.log_id = any (@Ids)");

    /// <summary>Of the Logs of <c>@Runs</c>, evaluators' Logs included.</summary>
    public static readonly IReadOnlyList<string> OfRuns = Statements("l.run_id = any (@Runs)", "j.log_id = any (@Runs)");

    private static string[] Statements(string logs, string judged)
    {
        var doomed = $"""
            doomed as (
              select l.id, l.file_id, l.version_id from humanloop_logs l
              where l.account_id = @AccountId and ({logs} or l.id in (
                select j.id from humanloop_judgments j where j.account_id = @AccountId and {judged}))
            )
            """;
        return
        [
            // What is counted less, before it is gone.
            $"""
            with {doomed}, subjects as (
              select s.id, -count(*) as logs from (
                select d.file_id as id from doomed d
                union all
                select d.version_id from doomed d
                union all
                select k.experiment_id from humanloop_experiment_logs k
                where k.account_id = @AccountId and k.log_id in (select d.id from doomed d)
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
            // Of a judgment that is deleted itself, those who judged it go as well.
            $"""
            with {doomed}, judged as (
              delete from humanloop_judgments j
              where j.account_id = @AccountId
                and (j.log_id in (select d.id from doomed d) or j.id in (select d.id from doomed d))
              returning j.id
            )
            delete from humanloop_logs l
            where l.account_id = @AccountId and (l.id in (select d.id from doomed d) or l.id in (select j.id from judged j))
            """,
        ];
    }
}
