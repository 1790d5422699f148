using RunEvaluations.Application.Humanloop.Logs;

namespace RunEvaluations.Infrastructure.Humanloop;

/// <summary>How a Log is inserted, whatever is written with it.</summary>
internal static class LogInsertion
{
    public const string Sql = """
        insert into humanloop_logs (account_id, id, file_id, version_id, run_id, trace_parent_id, datapoint_id, complete,
          content, created_by, created_at)
        values (@AccountId, @Id, @FileId, @VersionId, @RunId, @TraceParentId, @DatapointId, @Complete,
          @Content, @UserId, @CreatedAt)
        returning id
        """;

    public static object ValuesOf(NewLog log) => new
    {
        log.CreatedBy.AccountId,
        log.CreatedBy.UserId,
        log.Id,
        log.FileId,
        log.VersionId,
        log.RunId,
        log.Links.ExperimentId,
        log.Links.TraceParentId,
        log.Links.DatapointId,
        log.Complete,
        log.Content,
        log.CreatedAt,
        Shard = Counting.Shard(),
    };
}
