using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RunEvaluations.Infrastructure.Database;
using RunEvaluations.Testing;

namespace RunEvaluations.Infrastructure.Tests.Database;

/// <summary>What was not kept is not told to have been done.</summary>
[NeedsOwnDatabase("makes a table")]
public sealed class AccountDatabaseTests : IAsyncLifetime
{
    private static readonly object Values = new { AccountId = "ada's" };

    private ServiceProvider services = null!;
    private NpgsqlDataSource source = null!;
    private AccountDatabase database = null!;

    public async Task InitializeAsync()
    {
        var owner = (await TestServer.NewDatabase()).Owner;
        // The only connection there is must be given back, however a statement ends.
        var narrow = $"{owner};Maximum Pool Size=1;Timeout=5";
        services = new ServiceCollection().AddInfrastructure(() => new(narrow, owner)).BuildServiceProvider();
        source = services.GetRequiredService<NpgsqlDataSource>();
        database = services.GetRequiredService<AccountDatabase>();
        await using var table = source.CreateCommand("create table once (number int unique deferrable initially deferred)");
        await table.ExecuteNonQueryAsync();
    }

    public async Task DisposeAsync() => await services.DisposeAsync();

    [Fact]
    public async Task A_row_that_the_commit_refuses_has_not_been_written()
    {
        const string Insert = "insert into once values (1) returning number";
        Assert.Equal(1, await database.SingleOrDefault<int>(Insert, Values, default));

        await IsRefused(database.SingleOrDefault<int>(Insert, Values, default));
        await IsRefused(database.List<int>(Insert, Values, default));
        await IsRefused(database.Execute("insert into once values (1)", Values, default));

        static async Task IsRefused(Task writing) => Assert.Equal(
            PostgresErrorCodes.UniqueViolation, (await Assert.ThrowsAsync<PostgresException>(() => writing)).SqlState);
    }

    [Fact]
    public async Task A_row_of_a_connection_that_breaks_before_its_end_has_not_been_written() =>
        await Assert.ThrowsAnyAsync<DbException>(() => database.SingleOrDefault<int>(
            "insert into once values (2) returning number; select pg_terminate_backend(pg_backend_pid())",
            Values,
            default));

    [Fact]
    public async Task A_transaction_does_not_go_on_on_another_connection()
    {
        async Task<int> Work()
        {
            try
            {
                await database.SingleOrDefault<int>(
                    "insert into once values (3) returning number; select pg_terminate_backend(pg_backend_pid())",
                    Values,
                    default);
            }
            catch (DbException)
            {
                // As if nobody had noticed.
            }

            return await database.SingleOrDefault<int>("insert into once values (4) returning number", Values, default);
        }

        var error = await Record.ExceptionAsync(() => database.InTransaction(Work, _ => true, default));

        Assert.IsAssignableFrom<DbException>(error);
        await using var count = source.CreateCommand("select count(*) from once");
        Assert.Equal(0L, await count.ExecuteScalarAsync());
    }

    /// <summary>The driver prepares it with its second use, and then believes that it brings no rows.</summary>
    [Fact]
    public async Task A_statement_that_failed_when_it_was_prepared_brings_its_rows_afterwards()
    {
        Task<int> Divide(int by) =>
            database.SingleOrDefault<int>("select 10 / @By as quotient", new { AccountId = "ada's", By = by }, default);

        Assert.Equal(10, await Divide(1));
        await Assert.ThrowsAsync<PostgresException>(() => Divide(0));

        Assert.Equal(5, await Divide(2));
    }

    [Fact]
    public async Task Nor_does_one_that_failed_within_a_transaction()
    {
        Task<int> Divide(int by) => database.InTransaction(
            () => database.SingleOrDefault<int>("select 20 / @By as quotient", new { AccountId = "ada's", By = by }, default),
            _ => true,
            default);

        Assert.Equal(20, await Divide(1));
        await Assert.ThrowsAsync<PostgresException>(() => Divide(0));

        Assert.Equal(10, await Divide(2));
    }

    [Fact]
    public async Task Nor_does_one_that_failed_after_the_rows_that_were_read()
    {
        Task<int> Divide(int by) => database.SingleOrDefault<int>(
            "select 1 as first; select 30 / @By as quotient", new { AccountId = "ada's", By = by }, default);

        Assert.Equal(1, await Divide(1));
        await Assert.ThrowsAsync<PostgresException>(() => Divide(0));

        Assert.Equal(1, await Divide(2));
    }
}
