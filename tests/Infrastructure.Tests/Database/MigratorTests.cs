using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RunEvaluations.Infrastructure.Database;
using RunEvaluations.Testing;

namespace RunEvaluations.Infrastructure.Tests.Database;

[NeedsOwnDatabase("migrates it")]
public sealed class MigratorTests : IAsyncLifetime
{
    private const string FirstScript = "0001_create_runs_labels_evaluators_evaluations.sql";

    private static readonly int Scripts = typeof(Migrator).Assembly.GetManifestResourceNames()
        .Count(name => name.EndsWith(".sql", StringComparison.Ordinal));

    private DatabaseConnections connections = new("", "");
    private NpgsqlDataSource database = null!;

    public async Task InitializeAsync()
    {
        connections = await TestServer.NewEmptyDatabase();
        database = NpgsqlDataSource.Create(connections.Owner);
    }

    public async Task DisposeAsync() => await database.DisposeAsync();

    [Fact]
    public async Task An_empty_database_gets_every_script_once()
    {
        Assert.NotEqual(0, Scripts);
        Assert.Equal(Scripts, await Migrate());
        Assert.Equal(0, await Migrate());

        Assert.Equal((long)Scripts, await Ask("select count(*) from schema_migrations"));
        Assert.Equal(FirstScript, await Ask("select name from schema_migrations where number = 1"));
        Assert.Equal(true, await Ask("select to_regclass('run_evaluations') is not null"));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    public async Task Of_services_that_start_at_once_one_applies_the_scripts_and_all_come_up(int services)
    {
        var applied = await Task.WhenAll(Enumerable.Range(0, services).Select(_ => Task.Run(Migrate)));

        Assert.Equal([.. Enumerable.Repeat(0, services - 1), Scripts], applied.Order());
        Assert.Equal((long)Scripts, await Ask("select count(*) from schema_migrations"));
    }

    [Fact]
    public async Task Readiness_is_false_before_the_migration_and_true_after_it()
    {
        await using var services = Wire();
        var (migrator, state) = (services.GetRequiredService<Migrator>(), services.GetRequiredService<DatabaseState>());

        Assert.False(await state.IsUpToDate(default));
        await migrator.Migrate(default);
        Assert.True(await state.IsUpToDate(default));
        await Ask("delete from schema_migrations where number = 1");
        Assert.False(await state.IsUpToDate(default));
    }

    [Fact]
    public async Task A_script_that_was_changed_since_stops_the_start_by_name()
    {
        await Migrate();
        await Ask("update schema_migrations set checksum = reverse(checksum) where number = 1");

        var refusal = await Assert.ThrowsAsync<StartupException>(Migrate);

        Assert.Contains(FirstScript, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
        await Ask("update schema_migrations set checksum = reverse(checksum) where number = 1");
        Assert.Equal(0, await Migrate());
    }

    [Fact]
    public async Task Scripts_of_a_later_release_do_not_stop_the_start()
    {
        await Migrate();
        await Ask("insert into schema_migrations (number, name, checksum) values (9999, '9999_add_later.sql', 'x')");

        Assert.Equal(0, await Migrate());
        await using var services = Wire();
        Assert.True(await services.GetRequiredService<DatabaseState>().IsUpToDate(default));
    }

    [Fact]
    public async Task A_script_that_fails_leaves_nothing_behind_and_can_be_tried_again()
    {
        // In the way of the last table of the first script.
        await Ask("create table run_evaluations (other int)");

        var failure = await Assert.ThrowsAsync<PostgresException>(Migrate);

        Assert.Equal(PostgresErrorCodes.DuplicateTable, failure.SqlState);
        Assert.Equal(false, await Ask("select to_regclass('runs') is not null"));
        Assert.Equal(0L, await Ask("select count(*) from schema_migrations"));
        await Ask("drop table run_evaluations");
        Assert.Equal(Scripts, await Migrate());
    }

    [Fact]
    public async Task A_service_waits_for_the_migration_of_another_however_long_a_statement_may_take()
    {
        const long TheLock = 0x72756E5F6576616C;
        await using var another = new NpgsqlConnection(connections.Owner + ";Pooling=false");
        await another.OpenAsync();
        await using (var begin = new NpgsqlCommand($"select pg_advisory_lock({TheLock})", another))
            await begin.ExecuteNonQueryAsync();

        connections = connections with { Owner = connections.Owner + ";Command Timeout=1" };
        var waiting = Migrate();
        await Until("select exists (select from pg_locks where locktype = 'advisory' and not granted)");
        await Task.Delay(TimeSpan.FromSeconds(1.5));
        Assert.False(waiting.IsCompleted);
        await another.CloseAsync();

        Assert.Equal(Scripts, await waiting);
    }

    private async Task<int> Migrate()
    {
        await using var services = Wire();
        return await services.GetRequiredService<Migrator>().Migrate(default);
    }

    private ServiceProvider Wire() =>
        new ServiceCollection().AddInfrastructure(() => connections).BuildServiceProvider();

    private async Task<object?> Ask(string sql)
    {
        await using var command = database.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    private async Task Until(string sql)
    {
        var began = Stopwatch.GetTimestamp();
        while (!Equals(await Ask(sql), true))
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(60), "It has not come about.");
            await Task.Delay(20);
        }
    }
}
