namespace RunEvaluations.Infrastructure.Humanloop;

/// <summary>What is read of a Log, of <c>l</c>, wherever it is read: with the judgment that it is, if it is one.</summary>
internal static class LogColumns
{
    public const string All = """
        l.id, l.version_id, l.run_id, l.trace_parent_id, l.datapoint_id, l.complete, l.content, l.created_by, l.created_at,
        j.log_id as parent_id, j.outcome, e.value, coalesce(e.retracted_at is not null, false) as retracted,
        j.judgment::text as judgment
        """;

    public const string Joins = $"""
        left join humanloop_judgments j on j.account_id = @AccountId and j.id = l.id
        {Evaluation}
        """;

    /// <summary>The evaluation as it is now.</summary>
    public const string Evaluation = """
        left join run_evaluations e on e.account_id = @AccountId and e.run_id = j.log_id and e.id = j.evaluation_id
        """;
}
