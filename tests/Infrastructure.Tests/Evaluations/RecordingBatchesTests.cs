using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Application.Idempotency;
using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Domain.Values;
using RunEvaluations.Infrastructure.Tests.TestBed;

namespace RunEvaluations.Infrastructure.Tests.Evaluations;

public sealed class RecordingBatchesTests(Ledger ledger) : IClassFixture<Ledger>
{
    private readonly Account account = ledger.NewAccount();

    [Theory]
    [InlineData(Recording.EachThatMayBe)]
    [InlineData(Recording.AllOrNone)]
    public async Task A_batch_with_which_nothing_is_wrong_is_recorded_whole_and_answered_as_it_is_read(Recording recording)
    {
        var (runId, otherId, labelId) = (await account.HasRun(), await account.HasRun(), await account.HasLabel());
        Evaluation[] batch =
        [
            account.AnEvaluation(runId, labelId) with { Comment = "é", Metadata = new JsonObjectText("""{ "a" : 1.0 }""") },
            account.AnEvaluation(otherId, labelId, 0) with { Confidence = 0.5 },
            account.AnEvaluation(runId, await account.HasLabel()) with { OutputName = "o", FieldPath = "f" },
        ];

        var attempts = await ledger.Evaluations.CreateMany(batch, recording, default);

        Assert.Equal(batch.Select(e => e.Id), attempts.Select(a => a.Written!.Id));
        foreach (var attempt in attempts)
            Assert.Equal(attempt.Written, await account.Reads(attempt.Written!));
    }

    [Fact]
    public async Task Each_that_may_be_is_recorded_and_the_others_tell_why_not()
    {
        var attempts = await ledger.Evaluations.CreateMany(await Mixed(), Recording.EachThatMayBe, default);

        Assert.Equal(
            [null, "run_not_found", "label_not_found", "label_archived", "value_not_allowed", "label_not_filled", null],
            attempts.Select(CodeOf));
        Assert.Equal([0, 6], attempts.Index().Where(a => a.Item.Written is not null).Select(a => a.Index));
        Assert.Equal(2, await Count());
    }

    [Theory]
    [InlineData(Recording.AllOrNone)]
    [InlineData(Recording.None)]
    public async Task Nothing_is_recorded_of_all_or_none_where_one_is_refused(Recording recording)
    {
        var attempts = await ledger.Evaluations.CreateMany(await Mixed(), recording, default);

        Assert.Equal(
            [null, "run_not_found", "label_not_found", "label_archived", "value_not_allowed", "label_not_filled", null],
            attempts.Select(CodeOf));
        Assert.All(attempts, attempt => Assert.Null(attempt.Written));
        Assert.Equal(0, await Count());
    }

    [Fact]
    public async Task To_ask_only_records_nothing_also_where_nothing_is_refused()
    {
        var evaluation = account.AnEvaluation(await account.HasRun(), await account.HasLabel());

        var attempts = await ledger.Evaluations.CreateMany([evaluation], Recording.None, default);

        Assert.Equal([new WriteAttempt(null, null)], attempts);
        Assert.Equal(0, await Count());
    }

    [Theory]
    [InlineData(Recording.EachThatMayBe)]
    [InlineData(Recording.AllOrNone)]
    public async Task A_constraint_that_one_violates_leaves_nothing_of_the_batch(Recording recording)
    {
        var (runId, labelId) = (await account.HasRun(), await account.HasLabel());
        var evaluation = account.AnEvaluation(runId, labelId);

        await Assert.ThrowsAsync<PostgresException>(() => ledger.Evaluations.CreateMany(
            [account.AnEvaluation(runId, labelId), evaluation, evaluation], recording, default));

        Assert.Equal(0, await Count());
    }

    [Theory]
    [InlineData(true, Recording.AllOrNone)]
    [InlineData(true, Recording.EachThatMayBe)]
    [InlineData(false, Recording.AllOrNone)]
    [InlineData(false, Recording.EachThatMayBe)]
    public async Task A_thousand_of_as_many_runs_and_labels_are_one_statement(bool found, Recording recording)
    {
        const string Many = """
            insert into runs (account_id, id, status, created_by, created_at)
            select @Account, id, 'completed', 'ann', now() from unnest(@Runs) as id;
            insert into evaluation_labels (account_id, id, name, value_type, created_by, created_at)
            select @Account, id, id::text, 'binary', 'ann', now() from unnest(@Labels) as id
            """;
        Guid[] runs = [.. Enumerable.Range(0, 1000).Select(_ => Account.NextId())];
        Guid[] labels = [.. runs.Select(_ => Account.NextId())];
        if (found)
            await ledger.Execute(Many, new { Account = account.Id, Runs = runs, Labels = labels });

        var attempts = await ledger.Evaluations.CreateMany(
            [.. runs.Zip(labels).Select(pair => account.AnEvaluation(pair.First, pair.Second))], recording, default);

        Assert.Equal(1000, attempts.Count);
        Assert.All(attempts, attempt => Assert.Equal(found ? null : "run_not_found", CodeOf(attempt)));
        Assert.Equal(runs.Where(_ => found), attempts.Select(a => a.Written?.RunId).OfType<Guid>());
        Assert.Equal(found ? 1000 : 0, await Count());
    }

    [Fact]
    public async Task In_a_transaction_that_is_not_kept_nothing_is()
    {
        var scope = ledger.NewScope();
        var (keys, evaluations) = (
            scope.GetRequiredService<IIdempotencyKeys>(), scope.GetRequiredService<IEvaluationRepository>());
        Evaluation[] batch = [account.AnEvaluation(await account.HasRun(), await account.HasLabel())];

        var attempts = await keys.InTransaction(
            () => evaluations.CreateMany(batch, Recording.AllOrNone, default), _ => false, default);

        Assert.NotNull(Assert.Single(attempts).Written);
        Assert.Equal(0, await Count());
    }

    private static string? CodeOf(WriteAttempt attempt) => attempt.Target?.RefusalToCreate(7)?.Code;

    /// <summary>The first and the last are good.</summary>
    private async Task<Evaluation[]> Mixed()
    {
        var (runId, labelId, archived) = (await account.HasRun(), await account.HasLabel(), await account.HasArchivedLabel());
        var evaluatorId = await account.HasEvaluatorFor(await account.HasLabel());
        return
        [
            account.AnEvaluation(runId, labelId),
            account.AnEvaluation(Account.NextId(), labelId),
            account.AnEvaluation(runId, Account.NextId()),
            account.AnEvaluation(runId, archived),
            account.AnEvaluation(runId, labelId, 7),
            account.AnEvaluation(runId, labelId) with { Author = Caller.Evaluator(account.Id, evaluatorId) },
            account.AnEvaluation(runId, labelId, 0),
        ];
    }

    private async Task<long> Count() =>
        await ledger.Ask<long>("select count(*) from run_evaluations where account_id = @Id", new { account.Id });
}
