using RunEvaluations.Application.Paging;
using RunEvaluations.Application.Statistics;
using RunEvaluations.Application.Statistics.Search;
using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Domain.Statistics;
using RunEvaluations.Infrastructure.Tests.TestBed;
using Asked = RunEvaluations.Infrastructure.Tests.StrangersQuestions.Asked;

namespace RunEvaluations.Infrastructure.Tests;

/// <summary>Everything that the ports of figures and searches can be asked about ids.</summary>
internal static class StatisticsQuestions
{
    private static readonly Selection Everything = new() { AsOf = Account.Now.AddYears(1) };

    private static readonly SearchOrder ByTime = new(SearchSort.Time, Descending: false);

    public static readonly Dictionary<string, Func<Asked, Task<object?>>> All = new()
    {
        ["IRatings.Of all"] = async a => await Ratings(a, Everything),
        ["IRatings.Of the run by the label and the evaluator"] = async a => await Ratings(a, OfTheirs(a)),
        ["IRatings.Of the experiment"] = async a => await Ratings(
            a, Everything with { Runs = new() { ExperimentId = a.Ids.ExperimentId } }, new RunDetails("key")),
        ["IEvaluationSearches.Open for all"] = async a => await Found(a, new() { Selection = Everything }),
        ["IEvaluationSearches.Open for the run by the label and the evaluator"] = async a =>
            await Found(a, new() { Selection = OfTheirs(a) }),
        ["IEvaluationSearches.Open for what the evaluator has rated"] = async a => await Found(
            a, new() { Selection = Everything, RatedBy = [new Rater(null, a.Ids.EvaluatorId)] }),
        ["IEvaluationSearches.Open after the evaluation"] = async a => await Found(
            a, new() { Selection = Everything }, Cursor.Of(Account.Now.AddYears(-1), a.Ids.EvaluationId)),
        ["IKeptRuns.Keep"] = async a =>
        {
            await a.Ledger.KeptRuns.Keep(a.Me.Id, [a.Ids.RunId], Account.Now.AddYears(1), Account.Now.AddYears(1), default);
            return null;
        },
        ["IKeptRuns.Find"] = async a => await a.Ledger.KeptRuns.Find(a.Me.Id, a.Ids.KeptRunsId, default),
        ["ICoverage.Count by the label"] = async a => await Count(a, Everything, a.Ids.LabelId, a.MyLabelId),
        ["ICoverage.Count of the run by my label"] = async a =>
            await Count(a, Everything with { Runs = new() { Ids = [a.Ids.RunId, a.MyRunId] } }, a.MyLabelId),
        ["ICoverage.Uncovered by the label"] = async a => await Uncovered(a, Everything, null, a.Ids.LabelId, a.MyLabelId),
        ["ICoverage.Uncovered of the run"] = async a =>
            await Uncovered(a, Everything with { Runs = new() { Ids = [a.Ids.RunId] } }, null, a.MyLabelId),
        ["ICoverage.Uncovered of the experiment"] = async a => await Uncovered(
            a, Everything with { Runs = new() { ExperimentId = a.Ids.ExperimentId } }, null, a.MyLabelId),
    };

    private static Selection OfTheirs(Asked a) => Everything with
    {
        LabelIds = [a.Ids.LabelId],
        EvaluatorIds = [a.Ids.EvaluatorId],
        Runs = new() { Ids = [a.Ids.RunId] },
    };

    private static async Task<object?> Ratings(Asked a, Selection selection, RunDetails? details = null)
    {
        await using var rows = await a.Ledger.Ratings.Of(a.Me.Id, selection, details, default);
        return await rows.Select(row => (row.RunId, row.Value)).ToListAsync();
    }

    private static async Task<object?> Found(Asked a, EvaluationSearch search, string? after = null)
    {
        await using var rows = await a.Ledger.Searches.Open(a.Me.Id, search, ByTime, after, 10, default);
        return await rows.Select(row => row.ToView()).ToListAsync();
    }

    private static async Task<object?> Count(Asked a, Selection selection, params Guid[] labels) =>
        await a.Ledger.Coverage.Count(a.Me.Id, selection with { LabelIds = labels }, 1, default);

    private static async Task<object?> Uncovered(Asked a, Selection selection, Guid? after, params Guid[] labels) =>
        await a.Ledger.Coverage.Uncovered(a.Me.Id, selection with { LabelIds = labels }, 1, after, 10, default);
}
