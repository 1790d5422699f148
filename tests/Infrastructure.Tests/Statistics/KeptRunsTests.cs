using RunEvaluations.Infrastructure.Tests.TestBed;

namespace RunEvaluations.Infrastructure.Tests.Statistics;

public sealed class KeptRunsTests(Ledger ledger) : IClassFixture<Ledger>
{
    private static readonly DateTimeOffset Now = Account.Now;
    private static readonly DateTimeOffset Since = Now.AddDays(-90);

    [Fact]
    public async Task A_list_is_found_by_what_it_holds_whatever_its_order()
    {
        var account = ledger.NewAccount();
        Guid[] runs = [Account.NextId(), Account.NextId(), Account.NextId()];

        var id = await Keep(account.Id, runs);
        var same = await Keep(account.Id, [runs[2], runs[0], runs[1], runs[0]]);
        var other = await Keep(account.Id, runs[..2]);

        Assert.Equal(id, same);
        Assert.NotEqual(id, other);
        Assert.Equal(runs.Order(), await ledger.KeptRuns.Find(account.Id, id, default));
    }

    [Fact]
    public async Task A_list_of_another_account_is_not_found()
    {
        var id = await Keep(ledger.NewAccount().Id, [Account.NextId()]);

        Assert.Null(await ledger.KeptRuns.Find(ledger.NewAccount().Id, id, default));
    }

    [Fact]
    public async Task A_list_that_is_kept_again_stays_and_others_go()
    {
        var account = ledger.NewAccount();
        var (again, forgotten) = (Account.NextId(), Account.NextId());
        var (kept, gone) = (await Keep(account.Id, [again]), await Keep(account.Id, [forgotten]));

        var later = Now.AddDays(91);
        await ledger.KeptRuns.Keep(account.Id, [again], later, later.AddDays(-90), default);

        Assert.NotNull(await ledger.KeptRuns.Find(account.Id, kept, default));
        Assert.Null(await ledger.KeptRuns.Find(account.Id, gone, default));
    }

    private Task<Guid> Keep(string accountId, IReadOnlyList<Guid> runs) =>
        ledger.KeptRuns.Keep(accountId, runs, Now, Since, default);
}
