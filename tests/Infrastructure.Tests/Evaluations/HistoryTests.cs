using RunEvaluations.Application.Evaluations;
using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Values;
using RunEvaluations.Infrastructure.Tests.TestBed;

namespace RunEvaluations.Infrastructure.Tests.Evaluations;

public sealed class HistoryTests(Ledger ledger) : IClassFixture<Ledger>
{
    private static readonly ValueConstraint Score = new(EvaluationValueType.Continuous, 0, 1_000_000);
    private static readonly TimeSpan OneMicrosecond = TimeSpan.FromMicroseconds(1);

    private readonly Account account = ledger.NewAccount();

    [Fact]
    public async Task A_creation_that_was_never_changed_costs_no_second_row()
    {
        var evaluation = await account.HasEvaluation(Score, 3);

        var entry = Assert.Single(await Entries(evaluation));

        Assert.Equal(
            (1, EvaluationAction.Created, 3.0, "ann", null, null, null),
            (entry.Version, entry.Action, entry.Value, entry.CreatedBy, entry.CreatedByEvaluatorId, entry.Reason,
                entry.PreviousHash));
        Assert.Equal(evaluation.CreatedAt, entry.CreatedAt);
        Assert.Equal(0, await ledger.Ask<long>(
            "select count(*) from run_evaluation_entries where evaluation_id = @Id", new { evaluation.Id }));
    }

    [Fact]
    public async Task Every_change_and_the_retraction_are_entries_that_follow_from_one_another()
    {
        var evaluation = await account.HasEvaluation(Score, 3);
        var evaluatorId = await account.HasEvaluatorFor(evaluation.EvaluationLabelId);

        await ledger.Evaluations.ChangeValue(Write(evaluation, Caller.Evaluator(account.Id, evaluatorId)), 4, default);
        await ledger.Evaluations.ChangeValue(Write(evaluation, account.Bob) with { Reason = "misread" }, 5, default);
        await ledger.Evaluations.Retract(Write(evaluation, account.Ann) with { Reason = "wrong run" }, default);

        var entries = await Entries(evaluation);
        Assert.Equal(
            [
                (1, EvaluationAction.Created, 3.0, "ann", null, null),
                (2, EvaluationAction.Changed, 4.0, null, evaluatorId, null),
                (3, EvaluationAction.Changed, 5.0, "bob", null, "misread"),
                (4, EvaluationAction.Retracted, 5.0, "ann", null, "wrong run"),
            ],
            entries.Select(e => (e.Version, e.Action, e.Value, e.CreatedBy, e.CreatedByEvaluatorId, e.Reason)));
        Assert.Equal(entries.Select(e => e.Hash).SkipLast(1), entries.Select(e => e.PreviousHash!).Skip(1));
        Assert.Null(await Fault());
    }

    [Fact]
    public async Task The_hashes_that_the_database_writes_are_those_of_the_domain()
    {
        var (run, label) = (await account.HasRun(), await account.HasLabel(Score));
        var evaluatorId = await account.HasEvaluatorFor(label);
        await account.Has(account.AnEvaluation(run, label, 0.1) with
        {
            Author = Caller.Evaluator(account.Id, evaluatorId),
            OutputName = "summary",
            FieldPath = "$['naïve']",
            Comment = "𝄞\r\n\t\"quoted\" \\ 'so'",
            Metadata = new JsonObjectText("""{ "a": 1.0, "b":"\u00e9" }"""),
            Confidence = double.Epsilon,
            CreatedAt = new DateTimeOffset(1970, 1, 2, 3, 4, 5, TimeSpan.Zero).AddTicks(1_234_567),
        });
        var changed = await account.Has(account.AnEvaluation(run, label, double.Epsilon));
        await ledger.Evaluations.ChangeValue(Write(changed, account.Bob) with { Reason = "é 𝄞" }, 1e5, default);

        var ledgerOf = await ledger.History.Ledger(account.Id, default).ToListAsync();

        Assert.Equal(2, ledgerOf.Count);
        Assert.Equal(
            0L,
            await ledger.Ask<long>("""
                select count(*) from run_evaluations e
                left join run_evaluation_entries n on n.account_id = e.account_id and n.run_id = e.run_id
                  and n.evaluation_id = e.id and n.version = 2
                where e.account_id = @Id and coalesce(n.previous_hash, e.hash) is distinct from sha256(record_send(row(
                  null::bytea, e.account_id, e.run_id, e.id, 1, 'created'::text, e.first_value, e.created_by,
                  e.created_by_evaluator_id, e.created_at, null::text, e.evaluation_label_id, e.output_name, e.field_path,
                  e.comment, e.metadata::text, e.confidence)))
                """,
                new { account.Id }));
        Assert.All(ledgerOf, e => Assert.All(
            e.Entries, entry => Assert.Equal(EvaluationEntryHash.Of(e, entry), entry.Hash)));
    }

    [Fact]
    public async Task A_later_entry_never_has_an_earlier_time_whatever_the_clocks_say()
    {
        var evaluation = await account.HasEvaluation(Score, 3);
        var behind = Write(evaluation, account.Bob) with { At = evaluation.CreatedAt.AddHours(-1) };

        var changed = (await ledger.Evaluations.ChangeValue(behind, 4, default)).Written;
        await ledger.Evaluations.Retract(behind, default);

        Assert.Equal(evaluation.CreatedAt + OneMicrosecond, changed!.UpdatedAt);
        Assert.Equal(
            [0, 1, 2], (await Entries(evaluation)).Select(e => (e.CreatedAt - evaluation.CreatedAt).TotalMicroseconds));
    }

    [Fact]
    public async Task A_retracted_evaluation_is_not_changed_or_retracted_again()
    {
        var evaluation = await account.HasEvaluation(Score, 3);
        Assert.NotNull((await ledger.Evaluations.Retract(Write(evaluation, account.Bob), default)).Written);

        var change = await ledger.Evaluations.ChangeValue(Write(evaluation, account.Bob), 4, default);
        var again = await ledger.Evaluations.Retract(Write(evaluation, account.Bob), default);

        Assert.Equal((null, EvaluationErrors.Retracted), (change.Written, change.Target!.RefusalToChange(4)));
        Assert.Equal((null, EvaluationErrors.Retracted), (again.Written, again.Target!.RefusalToRetract()));
        Assert.Equal(2, (await Entries(evaluation)).Count);
        Assert.Empty(await account.ListsEvaluations(evaluation.RunId));
        Assert.NotNull((await account.Reads(evaluation)).RetractedAt);
    }

    [Fact]
    public async Task Of_changes_at_once_each_follows_from_the_one_before()
    {
        var evaluation = await account.HasEvaluation(Score, 0);

        await Task.WhenAll(Enumerable.Range(1, 60).Select(value => Task.Run(() =>
            ledger.Evaluations.ChangeValue(Write(evaluation, account.Bob), value, default))));

        var entries = await Entries(evaluation);
        Assert.Equal(Enumerable.Range(1, 61), entries.Select(e => e.Version));
        Assert.Equal(Enumerable.Range(0, 61), entries.Select(e => (int)e.Value).Order());
        Assert.Equal(entries[^1].Value, (await account.Reads(evaluation)).Value);
        Assert.Null(await Fault());
    }

    [Fact]
    public async Task A_write_for_another_version_changes_nothing_and_tells_the_current_one()
    {
        var first = await account.HasEvaluation(Score, 3);
        var second = (await ledger.Evaluations.ChangeValue(Write(first, account.Bob), 4, default)).Written!;

        foreach (var versions in new string[][] { [first.Tag], [], ["2-00"], [first.Tag, "x"] })
        {
            var attempt = await ledger.Evaluations.ChangeValue(
                Write(first, account.Bob) with { Versions = versions }, 5, default);
            Assert.Equal((null, second.Tag), (attempt.Written, attempt.Target!.OtherVersion));
            Assert.Equal(second, await account.Reads(first));
        }

        var right = Write(first, account.Bob) with { Versions = ["x", second.Tag] };
        Assert.Equal(3, (await ledger.Evaluations.ChangeValue(right, 5, default)).Written?.Version);
    }

    private static EvaluationWrite Write(EvaluationView evaluation, Caller author) =>
        new(author, evaluation.RunId, evaluation.Id, Account.Now.AddHours(1));

    private Task<IReadOnlyList<EvaluationEntry>> Entries(EvaluationView evaluation) =>
        ledger.History.Entries(account.Id, evaluation.RunId, evaluation.Id, default);

    private async Task<LedgerFault?> Fault() =>
        await ledger.History.Ledger(account.Id, default).Select(e => e.FirstFault()).FirstOrDefaultAsync(f => f is not null);
}
