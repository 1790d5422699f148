namespace RunEvaluations.Infrastructure.Humanloop;

/// <summary>How Logs are deleted, from whatever refers to them to the Logs themselves.</summary>
internal static class LogDeletion
{
    private const string Doomed = """
        doomed as (
          select l.id, l.file_id, l.version_id from humanloop_logs l
          where l.account_id = @AccountId and (l.id = any (@Ids) or l.id in (
            select j.id from humanloop_judgments j where j.account_id = @AccountId and j.log_id = any (@Ids)))
        )
        """;

    /// <summary>To be run in this order, in one transaction.</summary>
    public static readonly IReadOnlyList<string> Statements =
    [
        // What is counted less, before it is gone.
        $"""
        with {Doomed}, subjects as (
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
        with {Doomed}
        delete from humanloop_experiment_logs k
        where k.account_id = @AccountId and k.log_id in (select d.id from doomed d)
        """,
        // Of a judgment that is deleted itself, those who judged it go as well.
        $"""
        with {Doomed}, judged as (
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
