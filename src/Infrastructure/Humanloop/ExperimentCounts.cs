using System.Globalization;
using RunEvaluations.Application.Humanloop.Suites;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Infrastructure.Database;

namespace RunEvaluations.Infrastructure.Humanloop;

/// <summary>
/// Counts what there is of experiments: each again only if something about it has changed. Every write notes that in its own
/// transaction, and corrections are looked for, so that what is kept is what counting again would come to.
/// </summary>
internal sealed class ExperimentCounts(AccountDatabase database, KeptFigures kept) : IExperimentFigures
{
    public async Task<IReadOnlyDictionary<Guid, ExperimentFigures>> Of(
        string accountId,
        IReadOnlyList<Guid> experimentIds,
        IReadOnlyList<SuiteEvaluatorView> evaluators,
        CancellationToken cancellationToken)
    {
        if (experimentIds.Count == 0)
            return new Dictionary<Guid, ExperimentFigures>();

        // Asked before anything is counted: what changes meanwhile makes the figures newer than their stamp, never older.
        var stamps = await Stamps(accountId, experimentIds, cancellationToken);
        var judges = string.Join(',', evaluators.Select(e => e.Version.VersionId));
        string Key(Guid id) => $"{accountId} {id} {judges} {stamps[id]}";

        var figures = experimentIds.Distinct().ToDictionary(id => id, id => kept.Find(Key(id)));
        Guid[] missing = [.. figures.Where(f => f.Value is null).Select(f => f.Key)];
        if (missing.Length > 0)
        {
            foreach (var counted in await Count(accountId, missing, evaluators, cancellationToken))
            {
                kept.Keep(Key(counted.ExperimentId), counted);
                figures[counted.ExperimentId] = counted;
            }
        }

        return figures.ToDictionary(f => f.Key, f => f.Value!);
    }

    private async Task<Dictionary<Guid, string>> Stamps(
        string accountId, IReadOnlyList<Guid> experimentIds, CancellationToken cancellationToken)
    {
        const string Sql = """
            select w.id, coalesce(c.changes, 0) as changes, coalesce(e.changed, 0) as changed, coalesce(e.versions, 0) as versions
            from unnest(@Ids) as w (id)
            left join lateral (
              select sum(c.changes)::bigint as changes from humanloop_counts c
              where c.account_id = @AccountId and c.subject_id = w.id
            ) c on true
            left join (
              select k.experiment_id, count(*) as changed, sum(e.version)::bigint as versions
              from run_evaluations e
              join humanloop_experiment_logs k on k.account_id = e.account_id and k.log_id = e.run_id
              where e.account_id = @AccountId and e.version > 1 and k.experiment_id = any (@Ids)
              group by k.experiment_id
            ) e on e.experiment_id = w.id
            """;
        var values = new { AccountId = accountId, Ids = experimentIds.Distinct().ToArray() };
        var rows = await database.List<(Guid Id, long Changes, long Changed, long Versions)>(Sql, values, cancellationToken);
        return rows.ToDictionary(
            row => row.Id,
            row => string.Create(CultureInfo.InvariantCulture, $"{row.Changes}-{row.Changed}-{row.Versions}"));
    }

    private async Task<IReadOnlyList<ExperimentFigures>> Count(
        string accountId,
        Guid[] experimentIds,
        IReadOnlyList<SuiteEvaluatorView> evaluators,
        CancellationToken cancellationToken)
    {
        // A version that the suite does not have counts as the one of the same evaluator that was added last: whoever
        // judges outside may have made a new version of itself since.
        const string Judged = """
            with judges as (
              select distinct on (v.id) v.id as version_id, w.id as counted_as
              from unnest(@VersionIds, @FileIds) with ordinality as w (id, file_id, position)
              join humanloop_versions v on v.account_id = @AccountId and v.file_id = w.file_id
              order by v.id, (v.id = w.id) desc, w.position desc
            ), links as (
              select k.experiment_id, k.log_id, k.datapoint_id, l.complete
              from humanloop_experiment_logs k
              join humanloop_logs l on l.account_id = k.account_id and l.id = k.log_id
              where k.account_id = @AccountId and k.experiment_id = any (@Ids)
            ), judged as (
              select distinct on (k.experiment_id, k.log_id, c.counted_as)
                k.experiment_id, k.log_id, c.counted_as, j.outcome, j.judgment,
                case when e.retracted_at is null then e.value end as value,
                j.outcome = 'judged' and e.retracted_at is null as stands
              from links k
              join humanloop_judgments j on j.account_id = @AccountId and j.log_id = k.log_id
              join judges c on c.version_id = j.version_id
              left join run_evaluations e on e.account_id = @AccountId and e.run_id = j.log_id and e.id = j.evaluation_id
              order by k.experiment_id, k.log_id, c.counted_as, j.id desc
            )
            """;
        const string Figures = $"""
            {Judged}
            select j.experiment_id, j.counted_as as version_id, count(*) as total,
              count(*) filter (where j.stands) as judgments,
              count(*) filter (where j.outcome = 'failed') as errors,
              avg(n.value) as mean, sum(n.value) as sum, stddev_samp(n.value) as deviation,
              percentile_cont(@Shares) within group (order by n.value) as percentiles
            from judged j
            cross join lateral (
              select case when abs(j.value) > @Most then sign(j.value) * @Most else j.value end as value
            ) n
            where j.outcome <> 'pending'
            group by j.experiment_id, j.counted_as
            """;
        const string Options = $"""
            {Judged}
            select j.experiment_id, j.counted_as as version_id, o.option, count(*) as count
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
            """;
        const string Progress = $"""
            {Judged}
            select s.experiment_id, count(*) as logs,
              case when count(x.dataset_version_id) = 0 then count(*) filter (where s.done)
                else count(distinct s.datapoint_id) filter (where s.done) end as done
            from (
              select k.experiment_id, k.log_id, k.datapoint_id,
                k.complete and count(j.counted_as) filter (where j.outcome <> 'pending') >= @Judges as done
              from links k left join judged j on j.experiment_id = k.experiment_id and j.log_id = k.log_id
              group by k.experiment_id, k.log_id, k.datapoint_id, k.complete
            ) s
            join humanloop_experiments x on x.account_id = @AccountId and x.id = s.experiment_id
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
            EvaluatorFigures.Most,
            Judges = (long)evaluators.Count,
        };
        var figures = (await database.List<FiguresRow>(Figures, values, cancellationToken))
            .ToDictionary(row => (row.ExperimentId, row.VersionId));
        var options = values.Counted.Length == 0
            ? []
            : await database.List<OptionRow>(Options, values, cancellationToken);
        var counts = options.ToLookup(row => (row.ExperimentId, row.VersionId));
        var progress = (await database.List<ProgressRow>(Progress, values, cancellationToken))
            .ToDictionary(row => row.ExperimentId);
        return
        [
            .. from id in experimentIds
               let stands = progress.GetValueOrDefault(id)
               select new ExperimentFigures(id, stands?.Logs ?? 0, stands?.Done ?? 0,
               [
                   .. from evaluator in evaluators
                      let version = evaluator.Version.VersionId
                      select (figures.GetValueOrDefault((id, version)) ?? new FiguresRow())
                          .ToFigures(version, counts[(id, version)]),
               ]),
        ];
    }

    private static bool CountsOptions(SuiteEvaluatorView evaluator) =>
        EvaluatorSpec.Of(evaluator.Version.Content).Returns
            is JudgmentType.Select or JudgmentType.MultiSelect
            or JudgmentType.Boolean;

    private sealed record FiguresRow
    {
        public Guid ExperimentId { get; init; }
        public Guid VersionId { get; init; }
        public long Total { get; init; }
        public long Judgments { get; init; }
        public long Errors { get; init; }
        public double? Mean { get; init; }
        public double? Sum { get; init; }
        public double? Deviation { get; init; }
        public double[]? Percentiles { get; init; }

        public EvaluatorFigures ToFigures(Guid versionId, IEnumerable<OptionRow> options) => new()
        {
            VersionId = versionId,
            Total = Total,
            Judgments = Judgments,
            Errors = Errors,
            Nulls = Total - Judgments - Errors,
            Mean = Mean,
            Sum = Sum,
            Deviation = Deviation,
            Percentiles = Percentiles,
            Counts = options.ToDictionary(option => option.Option, option => option.Count),
        };
    }

    private sealed record OptionRow(Guid ExperimentId, Guid VersionId, string Option, long Count);

    private sealed record ProgressRow(Guid ExperimentId, long Logs, long Done);
}
