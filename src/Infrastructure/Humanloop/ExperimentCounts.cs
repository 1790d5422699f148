using RunEvaluations.Application.Humanloop.Suites;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Infrastructure.Database;

namespace RunEvaluations.Infrastructure.Humanloop;

/// <summary>
/// Counts what there is of experiments: each again only if something about it has changed. Every write notes that in its own
/// transaction, and corrections are looked for, so that what is kept is what counting again would come to.
/// </summary>
internal sealed class ExperimentCounts(
    AccountDatabase database, IReadSource source, ExperimentTally tally, KeptFigures kept) : IExperimentFigures
{
    /// <summary>
    /// How many changes of experiments are counted by one statement, or those of one experiment where it has more: a statement
    /// has little time, and whoever asks again should find what was counted before that was over.
    /// </summary>
    private const long ChangesAtOnce = 100_000;

    public async Task<IReadOnlyDictionary<Guid, ExperimentFigures>> Of(
        string accountId,
        IReadOnlyList<Guid> experimentIds,
        IReadOnlyList<SuiteEvaluatorView> evaluators,
        CancellationToken cancellationToken)
    {
        if (experimentIds.Count == 0)
            return new Dictionary<Guid, ExperimentFigures>();

        // Of two standbys one may be behind the other: what is kept would be older than what it is kept for.
        source.MustBeFresh = true;

        // Asked before anything is counted: what changes meanwhile makes the figures newer than their stamp, never older.
        var stamps = await Stamps(accountId, experimentIds, cancellationToken);
        var judges = string.Join(',', evaluators.Select(e => e.Version.VersionId));
        string Key(Guid id) => $"{accountId} {id} {judges}";

        var figures = new Dictionary<Guid, ExperimentFigures>();
        foreach (var stamp in stamps)
        {
            if (kept.Find(Key(stamp.Id)) is { } found && found.Changes == stamp.Changes && found.Corrections == stamp.Corrections)
                figures[stamp.Id] = found.Figures;
        }

        StampRow[] others = [.. stamps.Where(stamp => !figures.ContainsKey(stamp.Id))];
        if (others.Length == 0)
            return figures;

        // Something was corrected in the account; most likely it is not of these.
        var own = await OwnCorrections(accountId, [.. others.Select(stamp => stamp.Id)], cancellationToken);
        foreach (var stamp in others)
        {
            if (kept.Find(Key(stamp.Id)) is { } found
                && found.Changes == stamp.Changes && found.OwnCorrections == own.GetValueOrDefault(stamp.Id))
                Keep(stamp, found.Figures);
        }

        StampRow[] missing = [.. others.Where(stamp => !figures.ContainsKey(stamp.Id))];
        foreach (var part in Parts(missing))
        {
            var counted = await tally.Count(accountId, [.. part.Select(stamp => stamp.Id)], evaluators, cancellationToken);
            foreach (var (stamp, found) in part.Zip(counted))
                Keep(stamp, found);
        }

        return figures;

        void Keep(StampRow stamp, ExperimentFigures found)
        {
            figures[stamp.Id] = found;
            kept.Keep(Key(stamp.Id), new(stamp.Changes, stamp.Corrections, own.GetValueOrDefault(stamp.Id), found));
        }
    }

    private static IEnumerable<IReadOnlyList<StampRow>> Parts(IEnumerable<StampRow> experiments)
    {
        var (part, changes) = (new List<StampRow>(), 0L);
        foreach (var experiment in experiments)
        {
            if (part.Count > 0 && changes + experiment.Changes > ChangesAtOnce)
            {
                yield return part;
                (part, changes) = ([], 0);
            }

            part.Add(experiment);
            changes += experiment.Changes;
        }

        if (part.Count > 0)
            yield return part;
    }

    /// <summary>Of each experiment how often it has changed; with what was corrected in the whole account, which an index knows.</summary>
    private async Task<IReadOnlyList<StampRow>> Stamps(
        string accountId, IReadOnlyList<Guid> experimentIds, CancellationToken cancellationToken)
    {
        const string Sql = """
            select w.id, coalesce(c.changes, 0) as changes, e.corrections
            from unnest(@Ids) as w (id)
            cross join lateral (
              select sum(c.changes)::bigint as changes from humanloop_counts c
              where c.account_id = @AccountId and c.subject_id = w.id
            ) c
            cross join (
              select coalesce(sum(hashtextextended(e.run_id::text, e.version)), 0) as corrections from run_evaluations e
              where e.account_id = @AccountId and e.version > 1
            ) e
            """;
        var values = new { AccountId = accountId, Ids = experimentIds.Distinct().ToArray() };
        return await database.List<StampRow>(Sql, values, cancellationToken);
    }

    private async Task<IReadOnlyDictionary<Guid, decimal>> OwnCorrections(
        string accountId, Guid[] experimentIds, CancellationToken cancellationToken)
    {
        const string Sql = """
            select k.experiment_id, sum(hashtextextended(e.run_id::text, e.version)) as corrections
            from run_evaluations e
            join humanloop_experiment_logs k on k.account_id = e.account_id and k.log_id = e.run_id
            where e.account_id = @AccountId and e.version > 1 and k.experiment_id = any (@Ids)
            group by k.experiment_id
            """;
        var rows = await database.List<(Guid Id, decimal Corrections)>(
            Sql, new { AccountId = accountId, Ids = experimentIds }, cancellationToken);
        return rows.ToDictionary(row => row.Id, row => row.Corrections);
    }

    private sealed record StampRow(Guid Id, long Changes, decimal Corrections);
}
