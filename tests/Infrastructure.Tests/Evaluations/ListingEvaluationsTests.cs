using RunEvaluations.Application.Evaluations;
using RunEvaluations.Infrastructure.Tests.TestBed;

namespace RunEvaluations.Infrastructure.Tests.Evaluations;

public sealed class ListingEvaluationsTests(Ledger ledger) : IClassFixture<Ledger>
{
    private readonly Account account = ledger.NewAccount();

    [Fact]
    public async Task Evaluations_are_listed_in_the_order_of_creation_whatever_order_they_arrive_in()
    {
        var (runId, ids) = await ARunWithEvaluations(20, arriving: ids => ids.Reverse());

        Assert.Equal(ids, Ids(await account.ListsEvaluations(runId)));
    }

    [Fact]
    public async Task A_list_holds_its_own_run_only()
    {
        var (runId, ids) = await ARunWithEvaluations(2);
        await ARunWithEvaluations(2);

        Assert.Equal(ids, Ids(await account.ListsEvaluations(runId)));
    }

    [Fact]
    public async Task Pages_follow_one_another_without_gap_or_repetition()
    {
        var (runId, ids) = await ARunWithEvaluations(7);

        Assert.Equal(ids[..3], Ids(await account.ListsEvaluations(runId, limit: 3)));
        Assert.Equal(ids[3..6], Ids(await account.ListsEvaluations(runId, ids[2], 3)));
        Assert.Equal(ids[6..], Ids(await account.ListsEvaluations(runId, ids[5], 3)));
        Assert.Equal(ids[2..], Ids(await account.ListsEvaluations(runId, ids[1])));
        Assert.Empty(await account.ListsEvaluations(runId, ids[6], 3));
    }

    [Fact]
    public async Task A_page_may_start_after_an_id_that_is_not_there()
    {
        var (runId, ids) = await ARunWithEvaluations(3);
        await ledger.Execute("delete from run_evaluations where id = @Id", new { Id = ids[1] });

        Assert.Equal(ids[2..], Ids(await account.ListsEvaluations(runId, ids[1], 3)));
        Assert.Equal([ids[0], ids[2]], Ids(await account.ListsEvaluations(runId, Guid.Empty, 3)));
        Assert.Empty(await account.ListsEvaluations(runId, Guid.AllBitsSet, 3));
    }

    [Fact]
    public async Task An_evaluation_made_while_paging_is_on_a_later_page()
    {
        var (runId, ids) = await ARunWithEvaluations(2);
        var first = await account.ListsEvaluations(runId, limit: 2);
        var made = await account.Has(account.AnEvaluation(runId, await account.HasLabel()));

        Assert.Equal(ids, Ids(first));
        Assert.Equal([made], await account.ListsEvaluations(runId, ids[1], 2));
    }

    [Fact]
    public async Task A_run_without_evaluations_has_an_empty_list() =>
        Assert.Empty(await account.ListsEvaluations(await account.HasRun()));

    [Fact]
    public async Task A_run_that_is_not_there_has_no_list()
    {
        Assert.Null(await ledger.Lists.OfRun(account.Id, Account.NextId(), new(), null, null, default));
        Assert.Null(await ledger.Lists.OfRun(account.Id, Account.NextId(), new(), Account.NextId(), 10, default));
    }

    private static IEnumerable<Guid> Ids(IEnumerable<EvaluationView> evaluations) =>
        evaluations.Select(evaluation => evaluation.Id);

    /// <summary>A run and the ids of its evaluations in the order of creation.</summary>
    private async Task<(Guid RunId, Guid[] Ids)> ARunWithEvaluations(
        int count, Func<IEnumerable<Guid>, IEnumerable<Guid>>? arriving = null)
    {
        var (runId, labelId) = (await account.HasRun(), await account.HasLabel());
        Guid[] ids = [.. Enumerable.Range(0, count).Select(_ => Account.NextId())];
        foreach (var id in arriving?.Invoke(ids) ?? ids)
            await account.Has(account.AnEvaluation(runId, labelId) with { Id = id });
        return (runId, ids);
    }
}
