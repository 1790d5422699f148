using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using RunEvaluations.Infrastructure.Database;
using RunEvaluations.Infrastructure.Database.Embedded;

namespace RunEvaluations.Testing;

/// <summary>
/// One PostgreSQL for the tests of a process, with a migrated template from which each test class gets a database of
/// its own. <see cref="TestFramework"/> stops it after the last test.
/// </summary>
public sealed class TestServer
{
    private const string Template = "template_run_evaluations";

    private static readonly Lazy<Task<TestServer>> Shared = new(Start);
    private static readonly SemaphoreSlim OneAtATime = new(1);
    private static int count;

    private readonly EmbeddedPostgres server;
    private readonly string directory;

    private TestServer(EmbeddedPostgres server, string directory) => (this.server, this.directory) = (server, directory);

    /// <summary>The connection string of a new database: migrated, and otherwise empty.</summary>
    public static Task<string> NewDatabase() => NewDatabase($"template {Template}");

    /// <summary>The connection string of a new database without any table.</summary>
    public static Task<string> NewEmptyDatabase() => NewDatabase("template template0");

    internal static async Task Stop()
    {
        if (!Shared.IsValueCreated)
            return;
        var started = await Shared.Value;
        NpgsqlConnection.ClearAllPools();
        await started.server.DisposeAsync();
        Directory.Delete(started.directory, recursive: true);
    }

    private static async Task<string> NewDatabase(string options)
    {
        var started = await Shared.Value;
        var name = $"test_{Interlocked.Increment(ref count)}";
        await OneAtATime.WaitAsync();
        try
        {
            await using var source = NpgsqlDataSource.Create(started.server.ConnectionString);
            await using var command = source.CreateCommand($"create database {name} {options}");
            await command.ExecuteNonQueryAsync();
        }
        finally
        {
            OneAtATime.Release();
        }

        return started.ConnectionStringOf(name);
    }

    private static async Task<TestServer> Start()
    {
        var directory = Directory.CreateTempSubdirectory("run-evaluations-tests-").FullName;
        var settings = new EmbeddedPostgresSettings { DataDirectory = directory };
        var server = new TestServer(await EmbeddedPostgres.StartAsync(settings, NullLogger.Instance), directory);

        await using (var source = NpgsqlDataSource.Create(server.server.ConnectionString))
        await using (var command = source.CreateCommand($"create database {Template} template template0"))
            await command.ExecuteNonQueryAsync();
        await using (var source = NpgsqlDataSource.Create(server.ConnectionStringOf(Template) + ";Pooling=false"))
            await new Migrator(source).Migrate(CancellationToken.None);
        return server;
    }

    private string ConnectionStringOf(string database) =>
        new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = database, MaxPoolSize = 20 }
            .ConnectionString;
}
