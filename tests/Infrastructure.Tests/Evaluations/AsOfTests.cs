using RunEvaluations.Application.Evaluations;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Infrastructure.Tests.TestBed;

namespace RunEvaluations.Infrastructure.Tests.Evaluations;

public sealed class AsOfTests(Ledger ledger) : IClassFixture<Ledger>
{
    private static readonly ValueConstraint Score = new(EvaluationValueType.Continuous, 0, 100);
    private static readonly DateTimeOffset Start = Account.Now;

    private readonly Account account = ledger.NewAccount();

    [Fact]
    public async Task An_evaluation_is_read_as_it_was_at_every_moment()
    {
        var created = await account.HasEvaluation(Score, 1);
        var changed = (await ledger.Evaluations.ChangeValue(At(created, 10), 2, default)).Written!;
        var again = (await ledger.Evaluations.ChangeValue(At(created, 20), 3, default)).Written!;
        await ledger.Evaluations.Retract(At(created, 30), default);

        Assert.Null(await Read(created, -0.000001));
        Assert.Equal(created, await Read(created, 0));
        Assert.Equal(created, await Read(created, 9.999999));
        Assert.Equal(changed, await Read(created, 10));
        Assert.Equal(changed, await Read(created, 19.999999));
        Assert.Equal(again, await Read(created, 20));
        Assert.Equal(again, await Read(created, 29.999999));
        Assert.Equal(Start.AddSeconds(30), (await Read(created, 30))?.RetractedAt);
    }

    [Fact]
    public async Task A_list_is_the_one_that_was_read_then()
    {
        var (run, label) = (await account.HasRun(), await account.HasLabel(Score));
        var lists = new List<(DateTimeOffset At, IReadOnlyList<EvaluationView> Items)>();
        var random = new Random(7);
        var known = new List<EvaluationView>();
        for (var second = 0; second < 40; second++)
        {
            if (known.Count == 0 || random.Next(3) == 0)
                known.Add(await account.Has(
                    account.AnEvaluation(run, label) with { CreatedAt = Start.AddSeconds(second) }));
            else if (random.Next(5) == 0)
                await ledger.Evaluations.Retract(At(known[random.Next(known.Count)], second), default);
            else
                await ledger.Evaluations.ChangeValue(At(known[random.Next(known.Count)], second), second, default);

            lists.Add((Start.AddSeconds(second), await account.ListsEvaluations(run)));
        }

        foreach (var (at, items) in lists)
        {
            var then = new EvaluationFilter { AsOf = at };
            Assert.Equal(items, await account.ListsEvaluations(run, filter: then));
            Assert.Equal(items, await account.ExportsEvaluations(run, then));
            Assert.Equal(
                items.Where(e => e.Id.CompareTo(known[0].Id) > 0).Take(2),
                await account.ListsEvaluations(run, known[0].Id, 2, then));
            Assert.Equal(
                items.Where(e => e.Value is >= 10 and <= 30),
                await account.ListsEvaluations(run, filter: then with { MinValue = 10, MaxValue = 30 }));
        }
    }

    [Fact]
    public async Task Before_the_first_evaluation_there_is_an_empty_list_and_for_no_run_none()
    {
        var evaluation = await account.HasEvaluation(Score, 1);

        var then = new EvaluationFilter { AsOf = Start.AddDays(-1) };
        Assert.Empty(await account.ListsEvaluations(evaluation.RunId, filter: then));
        Assert.Empty(await account.ExportsEvaluations(filter: then));
        Assert.Null(await ledger.Lists.OfRun(account.Id, Account.NextId(), then, null, null, default));
    }

    private static EvaluationWrite At(EvaluationView evaluation, double seconds) =>
        new(Domain.Values.Caller.User(evaluation.AccountId, "bob"), evaluation.RunId, evaluation.Id, Start.AddSeconds(seconds));

    private Task<EvaluationView?> Read(EvaluationView evaluation, double seconds) =>
        ledger.Evaluations.Get(account.Id, evaluation.RunId, evaluation.Id, Start.AddSeconds(seconds), default);
}
