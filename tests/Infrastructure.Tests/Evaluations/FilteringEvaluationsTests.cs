using RunEvaluations.Application.Evaluations;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Values;
using RunEvaluations.Infrastructure.Tests.TestBed;

namespace RunEvaluations.Infrastructure.Tests.Evaluations;

public sealed class FilteringEvaluationsTests(Ledger ledger) : IClassFixture<Ledger>
{
    private static readonly ValueConstraint Score = new(EvaluationValueType.Continuous, 0, 100);

    private readonly Account account = ledger.NewAccount();

    [Fact]
    public async Task Each_condition_and_each_two_of_them_let_pass_what_meets_them_and_nothing_else()
    {
        var (run, all) = await ARunOfAllKinds();
        var conditions = Conditions(all).ToList();

        Assert.All(conditions, one => Assert.InRange(all.Count(one.IsMet), 1, all.Count - 1));
        foreach (var (set, isMet) in conditions)
            foreach (var (setOther, isOtherMet) in conditions)
            {
                var filter = setOther(set(new()));
                if (filter != set(setOther(new())))
                    continue; // Two texts for the same field.

                var expected = all.Where(e => isMet(e) && isOtherMet(e)).ToList();

                Assert.Equal(expected, await account.ListsEvaluations(run, filter: filter));
                Assert.Equal(expected, await account.ExportsEvaluations(run, filter));
                Assert.Equal(expected, await account.ListsEvaluations(run, filter: filter with { AsOf = At(1_000) }));
            }
    }

    [Fact]
    public async Task Pages_of_a_filtered_list_hold_what_the_whole_of_it_does()
    {
        var (run, all) = await ARunOfAllKinds();
        var filter = new EvaluationFilter { MinValue = 3 };
        var (seen, after) = (new List<EvaluationView>(), (Guid?)null);
        while (await account.ListsEvaluations(run, after, 4, filter) is { Count: > 0 } page)
        {
            seen.AddRange(page);
            after = page[^1].Id;
        }

        Assert.Equal(all.Where(e => e.Value >= 3), seen);
    }

    [Fact]
    public async Task The_value_that_counts_is_the_one_of_now_and_with_a_moment_the_one_of_then()
    {
        var evaluation = await account.HasEvaluation(Score, 10);
        await ledger.Evaluations.ChangeValue(
            new(account.Bob, evaluation.RunId, evaluation.Id, Account.Now.AddSeconds(60)), 90, default);
        var (low, high) = (new EvaluationFilter { MaxValue = 10 }, new EvaluationFilter { MinValue = 90 });

        Assert.Empty(await account.ListsEvaluations(evaluation.RunId, filter: low));
        Assert.Single(await account.ListsEvaluations(evaluation.RunId, filter: high));
        foreach (var (seconds, filter, others) in new[] { (59, low, high), (60, high, low) })
        {
            Assert.Single(await account.ListsEvaluations(evaluation.RunId, filter: filter with { AsOf = At(seconds) }));
            Assert.Empty(await account.ListsEvaluations(evaluation.RunId, filter: others with { AsOf = At(seconds) }));
        }
    }

    [Fact]
    public async Task An_export_has_every_run_in_the_order_of_the_key()
    {
        var label = await account.HasLabel(Score);
        var made = new List<EvaluationView>();
        Guid[] runs = [await account.HasRun(), await account.HasRun(), await account.HasRun()];
        for (var i = 0; i < 12; i++)
            made.Add(await account.Has(account.AnEvaluation(runs[i % 3], label, i)));
        var gone = made[4];
        await ledger.Evaluations.Retract(new(account.Ann, gone.RunId, gone.Id, At(5)), default);
        await ledger.NewAccount().HasEvaluation();

        var expected = made.Where(e => e != gone).OrderBy(e => e.RunId).ThenBy(e => e.Id).ToList();
        Assert.Equal(expected, await account.ExportsEvaluations());
        Assert.Equal(expected.Where(e => e.RunId == runs[1]), await account.ExportsEvaluations(runs[1]));
        Assert.Empty(await account.ExportsEvaluations(Account.NextId()));
        Assert.Equal(12, (await account.ExportsEvaluations(filter: new() { AsOf = At(4) })).Count);
    }

    [Fact]
    public async Task An_export_is_of_one_moment_whatever_is_written_while_it_is_read()
    {
        var label = await account.HasLabel(Score);
        var run = await account.HasRun();
        await ledger.Execute(
            """
            insert into run_evaluations
              (account_id, run_id, id, evaluation_label_id, value, first_value, hash, comment, created_by, created_at)
            select @Id, @run, lpad(to_hex(n), 32, '0')::uuid, @label, 1, 1, sha256('x'), repeat('x', 1000), 'ann', now()
            from generate_series(1, 20000) n
            """,
            new { account.Id, run, label });

        await using var rows = await ledger.Lists.OfAccount(account.Id, null, new(), default);
        var (read, values) = (0, 0d);
        await foreach (var row in rows)
        {
            if (read++ == 0)
            {
                await ledger.Execute(
                    "update run_evaluations set value = 2, version = 2 where account_id = @Id", new { account.Id });
                await account.Has(account.AnEvaluation(run, label));
            }

            values += row.Value;
        }

        Assert.Equal((20_000, 20_000d), (read, values));
    }

    private static DateTimeOffset At(int seconds) => Account.Now.AddSeconds(seconds);

    /// <summary>Each way to set a condition, and what it is to mean.</summary>
    private static IEnumerable<(Func<EvaluationFilter, EvaluationFilter> Set, Func<EvaluationView, bool> IsMet)> Conditions(
        IReadOnlyList<EvaluationView> all)
    {
        var label = all[0].EvaluationLabelId;
        var evaluator = all.First(e => e.CreatedByEvaluatorId is not null).CreatedByEvaluatorId;
        yield return (f => f with { EvaluationLabelId = label }, e => e.EvaluationLabelId == label);
        yield return (f => f with { CreatedBy = "ann" }, e => e.CreatedBy == "ann");
        yield return (f => f with { CreatedByEvaluatorId = evaluator }, e => e.CreatedByEvaluatorId == evaluator);
        yield return (f => f with { OutputName = "answer" }, e => e.OutputName == "answer");
        yield return (f => f with { OutputName = "" }, e => e.OutputName == "");
        yield return (f => f with { FieldPath = "a'b\\%_" }, e => e.FieldPath == "a'b\\%_");
        yield return (f => f with { MinValue = 7 }, e => e.Value >= 7);
        yield return (f => f with { MaxValue = 7 }, e => e.Value <= 7);
        yield return (f => f with { CreatedFrom = At(5) }, e => e.CreatedAt >= At(5));
        yield return (f => f with { CreatedBefore = At(5) }, e => e.CreatedAt < At(5));
    }

    private async Task<(Guid Run, IReadOnlyList<EvaluationView> All)> ARunOfAllKinds()
    {
        Guid[] labels = [await account.HasLabel(Score), await account.HasLabel(Score)];
        Caller[] authors = [account.Ann, account.Bob, Caller.Evaluator(account.Id, await account.HasEvaluatorFor(labels))];
        string?[] outputs = ["answer", "Answer", "", null];
        string?[] paths = ["a'b\\%_", "a'bc%%", null];
        var run = await account.HasRun();
        var all = new List<EvaluationView>();
        for (var i = 0; i < 24; i++)
            all.Add(await account.Has(account.AnEvaluation(run, labels[i % 2], i % 11) with
            {
                Author = authors[i % 3],
                OutputName = outputs[i % 4],
                FieldPath = paths[i / 2 % 3],
                CreatedAt = At(i % 9),
            }));
        return (run, all);
    }
}
