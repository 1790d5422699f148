using RunEvaluations.Application.Humanloop.Suites;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Infrastructure.Database;

namespace RunEvaluations.Infrastructure.Humanloop;

/// <summary>Counts what there is of experiments, whether anybody has counted it before or not.</summary>
internal sealed class ExperimentTally(AccountDatabase database)
{
    /// <summary>In the same order.</summary>
    public async Task<IReadOnlyList<ExperimentFigures>> Count(
        string accountId,
        Guid[] experimentIds,
        IReadOnlyList<SuiteEvaluatorView> evaluators,
        CancellationToken cancellationToken)
    {
        // A version that the suite does not have counts as the one of the same evaluator that was added last: whoever
        // judges outside may have made a new version of itself since. All of it in one statement: figures of two moments
        // would contradict each other. What is judged is joined with nothing but by a Log's id: nobody knows how much it
        // will be, and a plan for a hundred rows would compare each of ten thousand with each.
        const string Sql = """
            with judges as materialized (
              select distinct on (v.id) v.id as version_id, w.id as counted_as
              from unnest(@VersionIds, @FileIds) with ordinality as w (id, file_id, position)
              join humanloop_versions v on v.account_id = @AccountId and v.file_id = w.file_id
              order by v.id, (v.id = w.id) desc, w.position desc
            ), judged as materialized (
              select distinct on (k.experiment_id, k.log_id, c.counted_as)
                k.experiment_id, k.log_id, k.datapoint_id, c.counted_as, j.outcome, j.judgment,
                case when e.retracted_at is null then e.value end as value,
                j.outcome = 'judged' and e.retracted_at is null as stands
              from humanloop_experiment_logs k
              left join (humanloop_judgments j join judges c on c.version_id = j.version_id)
                on j.account_id = @AccountId and j.log_id = k.log_id
              left join run_evaluations e on e.account_id = @AccountId and e.run_id = j.log_id and e.id = j.evaluation_id
              where k.account_id = @AccountId and k.experiment_id = any (@Ids)
              order by k.experiment_id, k.log_id, c.counted_as, j.id desc
            )
            select j.experiment_id, j.counted_as as version_id, null as option, count(*) as total,
              count(*) filter (where j.stands) as judgments, count(*) filter (where j.outcome = 'failed') as errors,
              avg(j.value) as mean, sum(j.value) as sum, stddev_samp(j.value) as deviation,
              percentile_cont(@Shares) within group (order by j.value) as percentiles, 0 as done
            from judged j
            where j.outcome <> 'pending'
            group by j.experiment_id, j.counted_as
            union all
            select j.experiment_id, j.counted_as, o.option, count(*), 0, 0, null, null, null, null, 0
            from judged j
            cross join lateral (
              select j.value::text as option where j.value is not null
              union all
              select j.judgment #>> array[]::text[] where json_typeof(j.judgment) = 'string'
              union all
              select a.option from json_array_elements_text(
                case json_typeof(j.judgment) when 'array' then j.judgment else '[]' end) as a (option)
            ) o
            where j.counted_as = any (@Counted) and j.stands
            group by j.experiment_id, j.counted_as, o.option
            union all
            select s.experiment_id, null, null, count(*), 0, 0, null, null, null, null,
              case when (
                select x.dataset_version_id from humanloop_experiments x
                where x.account_id = @AccountId and x.id = s.experiment_id) is null
              then count(*) filter (where s.judged and l.complete)
              else count(distinct s.datapoint_id) filter (where s.judged and l.complete) end
            from (
              select j.experiment_id, j.log_id, j.datapoint_id,
                count(*) filter (where j.outcome <> 'pending') >= @Judges as judged
              from judged j
              group by j.experiment_id, j.log_id, j.datapoint_id
            ) s
            join humanloop_logs l on l.account_id = @AccountId and l.id = s.log_id
            group by s.experiment_id
            """;
        var values = new
        {
            AccountId = accountId,
            Ids = experimentIds,
            VersionIds = evaluators.Select(e => e.Version.VersionId).ToArray(),
            FileIds = evaluators.Select(e => e.Version.FileId).ToArray(),
            Counted = evaluators.Where(CountsOptions).Select(e => e.Version.VersionId).ToArray(),
            Shares = EvaluatorFigures.Shares.ToArray(),
            Judges = (long)evaluators.Count,
        };
        var rows = await database.List<CountRow>(Sql, values, cancellationToken);
        var progress = rows.Where(row => row.VersionId is null).ToDictionary(row => row.ExperimentId);
        var counts = rows.ToLookup(row => (row.ExperimentId, row.VersionId, IsOption: row.Option is not null));
        return
        [
            .. from id in experimentIds
               let stands = progress.GetValueOrDefault(id)
               select new ExperimentFigures(id, stands?.Total ?? 0, stands?.Done ?? 0,
               [
                   .. from evaluator in evaluators
                      let version = evaluator.Version.VersionId
                      select (counts[(id, version, false)].SingleOrDefault() ?? new CountRow())
                          .ToFigures(version, counts[(id, version, true)]),
               ]),
        ];
    }

    private static bool CountsOptions(SuiteEvaluatorView evaluator) =>
        EvaluatorSpec.Of(evaluator.Version.Content).Returns
            is JudgmentType.Select or JudgmentType.MultiSelect
            or JudgmentType.Boolean;

    /// <summary>
    /// What an evaluator has said; or how often one of its options, where there is one; or how many Logs an experiment has, and
    /// how many are done, where there is no evaluator.
    /// </summary>
    private sealed record CountRow
    {
        public Guid ExperimentId { get; init; }
        public Guid? VersionId { get; init; }
        public string? Option { get; init; }
        public long Total { get; init; }
        public long Judgments { get; init; }
        public long Errors { get; init; }
        public double? Mean { get; init; }
        public double? Sum { get; init; }
        public double? Deviation { get; init; }
        public double[]? Percentiles { get; init; }
        public long Done { get; init; }

        public EvaluatorFigures ToFigures(Guid versionId, IEnumerable<CountRow> options) => new()
        {
            VersionId = versionId,
            Total = Total,
            Judgments = Judgments,
            Errors = Errors,
            Nulls = Total - Judgments - Errors,
            Mean = Mean,
            Sum = Sum,
            Deviation = Deviation,
            Percentiles = Mean is null ? null : Percentiles,
            Counts = options.ToDictionary(option => option.Option!, option => option.Total),
        };
    }
}
