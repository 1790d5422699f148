using Dapper;
using Npgsql;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Application.Imports;
using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Infrastructure.Database;
using RunEvaluations.Infrastructure.Database.Accounts;
using RunEvaluations.Infrastructure.Tests.TestBed;
using RunEvaluations.Testing;

namespace RunEvaluations.Infrastructure.Tests.Database;

/// <summary>What has had its day goes, whole, and nothing else; as an owner whom row-level security holds.</summary>
[NeedsOwnDatabase("cleans up after every account, as a new owner")]
public sealed class CleanUpTests : IAsyncLifetime, IAsyncDisposable
{
    private const int Days = 30;

    private static readonly DateTimeOffset Now = Account.Now.AddDays(Days);

    private readonly Ledger ledger = new() { LongestWait = TimeSpan.FromMinutes(1) };
    private string owner = "";
    private Account account = null!;

    public async Task InitializeAsync()
    {
        await ledger.InitializeAsync();
        owner = await ledger.WithPlainOwner();
        account = ledger.NewAccount();
        await new AccountRetention(owner).Set(account.Id, Days, default);
    }

    public Task DisposeAsync() => ledger.DisposeAsync();

    async ValueTask IAsyncDisposable.DisposeAsync() => await DisposeAsync();

    [Fact]
    public async Task Runs_older_than_their_account_keeps_them_go_with_evaluations_and_entries_and_no_others()
    {
        var (patient, keeper) = (ledger.NewAccount(), ledger.NewAccount());
        await new AccountRetention(owner).Set(patient.Id, Days + 1, default);
        foreach (var other in (Account[])[patient, keeper])
            await Judged(other, Account.Now.AddMicroseconds(-1));
        var young = await Judged(account, Account.Now);
        var olds = new[] { await Judged(account, Account.Now.AddMicroseconds(-1)), await Judged(account, Account.Now.AddYears(-9)) };

        var deleted = await CleanUp();

        Assert.Equal(new CleanedUp(2, 4, 4, 0), deleted);
        foreach (var old in olds)
            Assert.Null(await ledger.Runs.Get(account.Id, old, default));
        Assert.Equal(2, (await account.ListsEvaluations(young)).Count);
        foreach (var kept in (Account[])[account, patient, keeper])
            Assert.Equal((1, 2, 2), (await Count(kept, "runs"), await Count(kept, "run_evaluations"), await Count(kept, "run_evaluation_entries")));
        Assert.Equal(CleanedUp.Nothing, await CleanUp());
    }

    [Fact]
    public async Task Many_runs_go_in_batches_that_grow()
    {
        await ManyRuns(2000);
        var told = new List<long>();

        var deleted = await new AccountCleanUp(owner, new Clock()).Run((_, so) => told.Add(so.Runs), default);

        Assert.Equal(2000, deleted!.Runs);
        Assert.Equal(2000, told[^1]);
        Assert.InRange(told[0], 1, 16);
        Assert.All(told.Zip(told.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 1, 500));
    }

    [Fact]
    public async Task An_interrupted_one_leaves_whole_runs_and_the_next_goes_on()
    {
        for (var i = 0; i < 40; i++)
            await Judged(account, Account.Now.AddDays(-1));
        using var source = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new AccountCleanUp(owner, new Clock()).Run((_, _) => source.Cancel(), source.Token));

        var left = await Count(account, "runs");
        Assert.InRange(left, 24, 39);
        Assert.Equal((2 * left, 2 * left), (await Count(account, "run_evaluations"), await Count(account, "run_evaluation_entries")));
        Assert.Equal(left, (await CleanUp())!.Runs);
    }

    [Fact]
    public async Task A_run_that_somebody_is_adding_to_is_left_to_the_next_one()
    {
        var (busy, idle) = (await Judged(account, Account.Now.AddDays(-2)), await Judged(account, Account.Now.AddDays(-1)));
        await using (await Holding("select from runs where account_id = @Id and id = @Which for key share", busy))
        {
            Assert.Equal(1, (await CleanUp())!.Runs);
            Assert.NotNull(await ledger.Runs.Get(account.Id, busy, default));
            Assert.Null(await ledger.Runs.Get(account.Id, idle, default));
        }

        Assert.Equal(1, (await CleanUp())!.Runs);
    }

    [Fact]
    public async Task A_change_under_way_is_not_waited_for_long_and_nothing_of_its_run_goes()
    {
        var busy = await Judged(account, Account.Now.AddDays(-1));
        await using (await Holding("select from run_evaluations where account_id = @Id and run_id = @Which for update", busy))
        {
            var deleted = await CleanUp();

            Assert.Equal(CleanedUp.Nothing with { Left = true }, deleted);
            Assert.Contains("in use", deleted!.ToString(), StringComparison.Ordinal);
            Assert.Equal((1, 2, 2), (await Count(account, "runs"), await Count(account, "run_evaluations"), await Count(account, "run_evaluation_entries")));
        }

        Assert.Equal(new CleanedUp(1, 2, 2, 0), await CleanUp());
    }

    [Fact]
    public async Task Who_writes_to_a_run_while_it_is_deleted_finds_it_gone()
    {
        var (run, label) = (await Judged(account, Account.Now.AddDays(-1)), await account.HasLabel());
        var evaluation = (await account.ListsEvaluations(run))[0];
        await using var deletion = await Holding("select from runs where account_id = @Id and id = @Which for update", run);
        await deletion.Connection!.ExecuteAsync(
            "select from run_evaluations where account_id = @Id and run_id = @run for update", new { account.Id, run });
        Task<WriteAttempt>[] writes =
        [
            ledger.Evaluations.Create(account.AnEvaluation(run, label), default),
            ledger.Keys.InTransaction(
                () => ledger.Evaluations.Create(account.AnEvaluation(run, label), default), _ => false, default),
            ledger.Evaluations.ChangeValue(new(account.Ann, run, evaluation.Id, Account.Now), 1, default),
            ledger.Evaluations.Retract(new(account.Ann, run, evaluation.Id, Account.Now), default),
        ];
        var another = account.AnEvaluation(run, label);
        Task[] together =
        [
            ledger.Evaluations.CreateMany(
                [account.AnEvaluation(run, label), account.AnEvaluation(run, label)], Recording.EachThatMayBe, default),
            ledger.Imports.Record([new DraftedEvaluation(1, another, EvaluationEntryHash.Of(another))], default),
        ];
        const string Waiting = """
            select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
            """;
        while (await ledger.Ask<int>(Waiting) < writes.Length + together.Length)
            await Task.Delay(20);

        foreach (var (table, column) in new[] { ("run_evaluation_entries", "run_id"), ("run_evaluations", "run_id"), ("runs", "id") })
            await deletion.Connection!.ExecuteAsync(
                $"delete from {table} where account_id = @Id and {column} = @run", new { account.Id, run });
        await deletion.CommitAsync();

        // One that had company is tried again alone, and has found its label by then.
        foreach (var attempt in await Task.WhenAll(writes))
            Assert.True(attempt is { Written: null, Target.Exists: false });
        // Those that come together may come again.
        foreach (var attempt in together)
            await Assert.ThrowsAsync<TimeoutException>(() => attempt);
    }

    [Fact]
    public async Task Expired_keys_of_accounts_that_do_not_come_back_go_and_others_stay()
    {
        var gone = ledger.NewAccount();
        await ledger.Execute(
            """
            insert into idempotency_keys (account_id, key_hash, fingerprint, answer, expires_at)
            select @Id, sha256(n::text::bytea), sha256('1'), '{}', @Now - n * interval '1 second' from generate_series(0, 2500) n
            """,
            new { gone.Id, Now });
        await ledger.Keys.Answers(gone.AClaim("good", Now.AddDays(-1).AddMicroseconds(1)));
        await ledger.Keys.Answers(account.AClaim("good too", Now));

        Assert.Equal(CleanedUp.Nothing with { Keys = 2501 }, await CleanUp());
        Assert.Equal((1, 1), (await Count(gone, "idempotency_keys"), await Count(account, "idempotency_keys")));
    }

    [Fact]
    public async Task A_second_one_at_the_same_time_leaves_it_to_the_first()
    {
        await Judged(account, Account.Now.AddDays(-1));
        CleanedUp? second = CleanedUp.Nothing;

        var first = await new AccountCleanUp(owner, new Clock()).Run(
            (_, _) => second = Task.Run(CleanUp).GetAwaiter().GetResult(), default);

        Assert.Null(second);
        Assert.Equal(1, first!.Runs);
        Assert.NotNull(await CleanUp());
    }

    [Fact]
    public async Task Who_may_not_or_would_find_nothing_is_told()
    {
        await using (var source = NpgsqlDataSource.Create(owner))
        {
            Assert.Contains("not the tables' owner", await Refusal(ledger.Connections.Service), StringComparison.Ordinal);

            await source.CreateCommand("alter policy clean_up on idempotency_keys to run_evaluations_service").ExecuteNonQueryAsync();
            Assert.Contains("alter policy clean_up", await Refusal(owner), StringComparison.Ordinal);

            await source.CreateCommand("alter policy clean_up on idempotency_keys to current_user").ExecuteNonQueryAsync();
            Assert.NotNull(await CleanUp());
        }
    }

    [Fact]
    public async Task A_retention_is_settled_changed_lifted_and_says_what_is_due()
    {
        await Judged(account, Account.Now.AddMicroseconds(-1));
        await Judged(account, Account.Now);
        var retention = new AccountRetention(owner);

        Assert.Equal((Days, 1L), await retention.Get(account.Id, Now, default));
        await retention.Set(account.Id, AccountRetention.MostDays, default);
        Assert.Equal((AccountRetention.MostDays, 0L), await retention.Get(account.Id, Now, default));
        await retention.Set(account.Id, null, default);
        Assert.Equal((null, 0L), await retention.Get(account.Id, Now, default));
        Assert.Equal(CleanedUp.Nothing, await CleanUp());
    }

    private Task<CleanedUp?> CleanUp() => new AccountCleanUp(owner, new Clock()).Run((_, _) => { }, default);

    private static async Task<string> Refusal(string role) =>
        (await Assert.ThrowsAsync<StartupException>(() => new AccountCleanUp(role, new Clock()).Run((_, _) => { }, default))).Message;

    /// <summary>A run of that time with two evaluations, of which each was corrected.</summary>
    private async Task<Guid> Judged(Account of, DateTimeOffset at)
    {
        var (run, label) = ((await of.Has(of.ARun(at: at))).Id, await of.HasLabel());
        for (var i = 0; i < 2; i++)
        {
            var evaluation = await of.Has(of.AnEvaluation(run, label));
            Assert.NotNull((await ledger.Evaluations.ChangeValue(new(of.Ann, run, evaluation.Id, Account.Now), 0, default)).Written);
        }

        return run;
    }

    private Task ManyRuns(int count) => ledger.Execute(
        """
        insert into runs (account_id, id, status, created_by, created_at)
        select @Id, gen_random_uuid(), 'completed', 'ann', @At - n * interval '1 second' from generate_series(1, @count) n
        """,
        new { account.Id, At = Account.Now, count });

    /// <summary>A transaction of somebody else's that holds what the statement locks.</summary>
    private async Task<NpgsqlTransaction> Holding(string sql, Guid which)
    {
        var connection = await ledger.Database.OpenConnectionAsync();
        var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync(sql, new { account.Id, Which = which });
        return transaction;
    }

    private Task<int> Count(Account of, string table) =>
        ledger.Ask<int>($"select count(*) from {table} where account_id = @Id", new { of.Id });

    /// <summary>Stands still for ages, and goes on for waiting.</summary>
    private sealed class Clock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
