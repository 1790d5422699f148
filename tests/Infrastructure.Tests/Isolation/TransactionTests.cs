using Dapper;
using Npgsql;
using RunEvaluations.Infrastructure.Tests.TestBed;
using RunEvaluations.Testing;

namespace RunEvaluations.Infrastructure.Tests.Isolation;

/// <summary>One connection that serves account after account: what it was told for one is not there for the next.</summary>
[NeedsOwnDatabase("speaks SQL past the service")]
public sealed class TransactionTests(TwoAccounts accounts) : IClassFixture<TwoAccounts>
{
    private const string Seen = "select distinct account_id from runs order by account_id";

    [Theory]
    [InlineData("commit transaction")]
    [InlineData("rollback transaction")]
    [InlineData("select 1/0", "rollback transaction")]
    [InlineData("savepoint a; select set_config('run_evaluations.account_id', 'umbrella', true)", "commit transaction")]
    public async Task With_the_transaction_the_account_is_gone(params string[] ending)
    {
        await using var service = await accounts.AsService(TwoAccounts.Mine);
        Assert.Equal([TwoAccounts.Mine], await service.QueryAsync<string>(Seen));

        foreach (var sql in ending)
            await Ignoring(service, sql);

        Assert.Empty(await service.QueryAsync<string>(Seen));
        await service.ExecuteAsync("begin transaction");
        Assert.Empty(await service.QueryAsync<string>(Seen));
    }

    [Fact]
    public async Task A_savepoint_that_is_rolled_back_brings_back_the_account_before_it()
    {
        await using var service = await accounts.AsService(TwoAccounts.Mine);
        await service.ExecuteAsync("savepoint a; select set_config('run_evaluations.account_id', 'umbrella', true)");
        Assert.Equal([TwoAccounts.Theirs], await service.QueryAsync<string>(Seen));

        await service.ExecuteAsync("rollback to savepoint a");

        Assert.Equal([TwoAccounts.Mine], await service.QueryAsync<string>(Seen));
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("force_generic_plan")]
    [InlineData("force_custom_plan")]
    public async Task A_prepared_statement_is_for_the_account_that_it_is_executed_for(string plans)
    {
        await using var service = await accounts.AsService(TwoAccounts.Mine);
        await service.ExecuteAsync($"set plan_cache_mode = {plans}; commit transaction");
        await using var seen = new NpgsqlCommand(Seen, service);
        await seen.PrepareAsync();

        // Often enough for a generic plan to be made, and used for the other account.
        for (var round = 0; round < 16; round++)
        {
            var account = round % 2 == 0 ? TwoAccounts.Mine : TwoAccounts.Theirs;
            await service.ExecuteAsync("begin transaction");
            await service.ExecuteAsync("select set_config('run_evaluations.account_id', @account, true)", new { account });
            Assert.Equal(account, await seen.ExecuteScalarAsync());
            await service.ExecuteAsync("commit transaction");
            Assert.Null(await seen.ExecuteScalarAsync());
        }
    }

    [Fact]
    public async Task Ports_on_one_connection_leave_no_account_behind()
    {
        await using var ledger = await Ledger.WithOneConnection();
        Account[] all = [ledger.NewAccount(), ledger.NewAccount(), ledger.NewAccount()];
        var evaluations = new Dictionary<string, Guid>();
        foreach (var account in all)
            evaluations[account.Id] = (await account.HasEvaluation()).Id;

        for (var round = 0; round < 12; round++)
        {
            var account = all[round % all.Length];
            await Spoil(ledger, account, round);
            await using (var left = await ledger.Service.OpenConnectionAsync())
                Assert.Empty(await left.QueryAsync<string>(Seen));
            foreach (var other in all)
            {
                var seen = await ledger.History.Ledger(other.Id, default).ToListAsync();
                Assert.Equal(evaluations[other.Id], Assert.Single(seen).Id);
            }
        }
    }

    /// <summary>What ends a statement otherwise than by its last row.</summary>
    private static async Task Spoil(Ledger ledger, Account account, int round)
    {
        switch (round % 4)
        {
            case 0:
                using (var gone = new CancellationTokenSource())
                {
                    await gone.CancelAsync();
                    await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
                        ledger.Runs.Get(account.Id, Account.NextId(), gone.Token));
                }

                break;
            case 1:
                await Assert.ThrowsAsync<PostgresException>(() =>
                    ledger.Runs.Create(account.ARun() with { Metadata = new("[]") }, default));
                break;
            case 2:
                // A transaction that is not kept: the evaluator does not exist.
                Assert.NotNull((await ledger.Evaluators.Update(
                    new(account.Ann, Account.NextId(), "new", null, [Account.NextId()], Account.Now), default)).Error);
                break;
            default:
                // Left after its first row.
                await foreach (var seen in ledger.History.Ledger(account.Id, default))
                {
                    Assert.NotEqual(default, seen.Id);
                    break;
                }

                break;
        }
    }

    private static async Task Ignoring(NpgsqlConnection connection, string sql)
    {
        try
        {
            await connection.ExecuteAsync(sql);
        }
        catch (PostgresException)
        {
            // What comes next shows what is left of it.
        }
    }
}
