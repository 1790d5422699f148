namespace RunEvaluations.Infrastructure.Humanloop;

/// <summary>What is read of a version of a file, of <c>f</c> and <c>v</c>, wherever it is read.</summary>
internal static class FileColumns
{
    public const string Select = """
        select f.id as file_id, f.kind, f.path, v.id as version_id, v.content, v.name as version_name,
          v.description as version_description, v.created_by, f.created_at, v.created_at as updated_at,
          coalesce(vc.last_at, v.created_at) as last_used_at, coalesce(vc.logs, 0) as version_logs,
          coalesce(fc.logs, 0) as total_logs, v.datapoints, f.evaluator_id, v.evaluation_label_id,
          array(
            select d.environment from humanloop_deployments d
            where d.account_id = @AccountId and d.file_id = f.id and d.version_id = v.id
            order by d.environment
          ) as environments
        """;

    public const string Joins = """
        left join lateral (
          select sum(c.logs)::bigint as logs, max(c.last_at) as last_at from humanloop_counts c
          where c.account_id = @AccountId and c.subject_id = v.id
        ) vc on true
        left join lateral (
          select sum(c.logs)::bigint as logs from humanloop_counts c
          where c.account_id = @AccountId and c.subject_id = f.id
        ) fc on true
        """;
}
