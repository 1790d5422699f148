using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Application.Idempotency;
using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Runs;
using RunEvaluations.Infrastructure.Tests.TestBed;
using RunEvaluations.Testing;

namespace RunEvaluations.Infrastructure.Tests.Evaluations;

/// <summary>Evaluations that are recorded at the same time share a statement, and each is answered as if it had been alone.</summary>
[NeedsOwnDatabase("gives a table triggers")]
public sealed class GatheringTests : IAsyncLifetime, IAsyncDisposable
{
    private readonly Ledger ledger = new() { LongestWait = TimeSpan.FromMinutes(1) };
    private Gate gate = null!;
    private Account ann = null!;
    private Account bob = null!;
    private (Guid Run, Guid Label) anns;
    private (Guid Run, Guid Label) bobs;

    public async Task InitializeAsync()
    {
        await ledger.InitializeAsync();
        (ann, bob) = (ledger.NewAccount(), ledger.NewAccount());
        anns = (await ann.HasRun(), await ann.HasLabel());
        bobs = (await bob.HasRun(), await bob.HasLabel());
        gate = await Gate.On(ledger);
    }

    public Task DisposeAsync() => ledger.DisposeAsync();

    async ValueTask IAsyncDisposable.DisposeAsync() => await DisposeAsync();

    [Fact]
    public async Task What_comes_while_others_are_written_is_written_together()
    {
        await gate.Close();
        var evaluations = Enumerable.Range(0, 20).Select(i => i % 2 == 0 ? Anns() : Bobs()).ToArray();
        var written = evaluations.Select(Create).ToArray();

        await gate.Open();

        var answers = await Task.WhenAll(written);
        Assert.Equal(evaluations.Select(e => e.Id), answers.Select(a => a.Written!.Id));
        Assert.Equal(1, await Transactions(evaluations));
        foreach (var (attempt, account) in answers.Select((a, i) => (a, i % 2 == 0 ? ann : bob)))
            Assert.Equal(attempt.Written, await account.Reads(attempt.Written!));
    }

    [Fact]
    public async Task One_that_is_refused_keeps_none_of_the_others_back()
    {
        await gate.Close();
        var archived = await ann.HasArchivedLabel();
        var written = new[]
        {
            Anns(),
            Anns() with { RunId = bobs.Run },
            Anns() with { LabelId = bobs.Label },
            Anns() with { LabelId = archived },
            Anns() with { Value = 2 },
            Anns(),
            Bobs(),
        }.Select(Create).ToArray();

        await gate.Open();

        var answers = await Task.WhenAll(written);
        Assert.Equal(
            [null, RunErrors.NotFound.Code, LabelErrors.NotFound.Code, LabelErrors.Archived.Code, "value_not_allowed", null, null],
            answers.Select((a, i) => a.Target?.RefusalToCreate(i == 4 ? 2 : 1)?.Code));
        Assert.Equal([true, false, false, false, false, true, true], answers.Select(a => a.Written is not null));
        Assert.Equal(2, (await ann.ListsEvaluations(anns.Run)).Count);
    }

    [Theory]
    [InlineData("before insert", "trigger")]
    [InlineData("after insert", "constraint trigger")]
    public async Task One_that_the_database_refuses_in_the_statement_or_in_the_commit_fails_alone(string when, string kind)
    {
        // A constraint trigger that is deferred speaks in the commit.
        var deferred = kind == "trigger" ? "" : "deferrable initially deferred";
        await ledger.Execute($"""
            create function refuse() returns trigger language plpgsql as $$
            begin raise exception 'not this one' using errcode = 'check_violation'; end $$;
            create {kind} refuse {when} on run_evaluations {deferred}
              for each row when (new.comment = 'bad') execute function refuse();
            """);
        await gate.Close();
        var (good, bad, others) = (Create(Anns()), Create(Anns() with { Comment = "bad" }), Create(Bobs()));

        await gate.Open();

        Assert.NotNull((await good).Written);
        Assert.NotNull((await others).Written);
        Assert.Equal("not this one", (await Assert.ThrowsAsync<PostgresException>(() => bad)).MessageText);
        Assert.Single(await ann.ListsEvaluations(anns.Run));
    }

    [Fact]
    public async Task A_lost_connection_fails_those_that_were_on_it_and_nobody_else()
    {
        await ledger.Execute("""
            create function die() returns trigger language plpgsql security definer as $$
            begin perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(10); return new; end $$;
            create trigger die before insert on run_evaluations
              for each row when (new.comment = 'die') execute function die();
            """);
        await gate.Close();
        var (first, second) = (Create(Anns() with { Comment = "die" }), Create(Bobs()));

        await gate.Open();

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => first);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => second);
        Assert.Empty(await bob.ListsEvaluations(bobs.Run));
        Assert.NotNull((await Create(Bobs())).Written);
    }

    [Fact]
    public async Task One_that_waits_for_a_lock_keeps_nobody_waiting()
    {
        await gate.Close();
        await using var holder = await ledger.Database.OpenConnectionAsync();
        await using var transaction = await holder.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("select from runs where id = $1 for update", holder, transaction))
        {
            hold.Parameters.AddWithValue(anns.Run);
            await hold.ExecuteNonQueryAsync();
        }

        var (waits, others) = (Create(Anns()), Create(Bobs()));
        await gate.Open();

        Assert.NotNull((await others).Written);
        Assert.False(waits.IsCompleted);
        await transaction.RollbackAsync();
        Assert.NotNull((await waits).Written);
    }

    [Fact]
    public async Task One_whose_caller_has_gone_before_its_turn_is_not_written()
    {
        await gate.Close();
        using var caller = new CancellationTokenSource();
        var (gone, stays) = (ledger.Evaluations.Create(Anns(), caller.Token), Create(Anns()));
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);

        await gate.Open();

        Assert.NotNull((await stays).Written);
        Assert.Single(await ann.ListsEvaluations(anns.Run));
    }

    [Fact]
    public async Task An_account_with_a_thousand_waiting_has_others_served_with_its_first()
    {
        await gate.Close();
        var flood = Enumerable.Range(0, 1_000).Select(_ => Anns()).ToArray();
        var written = flood.Select(Create).ToList();
        var other = Bobs();
        written.Add(Create(other));

        await gate.Open();
        await Task.WhenAll(written);

        Assert.Equal(1, await Transactions([flood[0], other]));
        Assert.InRange(await Transactions(flood), 2, 100);
    }

    [Fact]
    public async Task An_evaluation_within_a_transaction_is_written_in_that_one()
    {
        var evaluation = Anns();
        var scope = ledger.NewScope();
        var keys = scope.GetRequiredService<IIdempotencyKeys>();

        await keys.InTransaction(
            async () =>
            {
                await keys.Claim(ann.AClaim("key"), default);
                return await scope.GetRequiredService<IEvaluationRepository>().Create(evaluation, default);
            },
            _ => false,
            default);

        Assert.Empty(await ann.ListsEvaluations(anns.Run));
    }

    private Evaluation Anns() => ann.AnEvaluation(anns.Run, anns.Label);

    private Evaluation Bobs() => bob.AnEvaluation(bobs.Run, bobs.Label);

    private Task<WriteAttempt> Create(Evaluation evaluation) => ledger.Evaluations.Create(evaluation, default);

    private Task<long> Transactions(IEnumerable<Evaluation> evaluations) =>
        ledger.Ask<long>(
            "select count(distinct xmin::text) from run_evaluations where id = any(@Ids)",
            new { Ids = evaluations.Select(e => e.Id).ToArray() });
}
