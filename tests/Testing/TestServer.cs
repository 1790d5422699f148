using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using RunEvaluations.Infrastructure.Database;
using RunEvaluations.Infrastructure.Database.Embedded;

namespace RunEvaluations.Testing;

/// <summary>
/// One PostgreSQL for the tests of a process, with a migrated template from which each test class gets a database of
/// its own. <see cref="TestFramework"/> stops it after the last test. <see cref="GivenServer"/> can take its place.
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

    /// <summary>
    /// The connections to a new database: migrated, and otherwise empty. Of a given server it is always the same one.
    /// </summary>
    public static Task<DatabaseConnections> NewDatabase() =>
        GivenServer.IsUsed ? GivenServer.Database : NewDatabase($"template {Template}");

    /// <summary>The connections to a new database without any table.</summary>
    public static Task<DatabaseConnections> NewEmptyDatabase() => NewDatabase("template template0");

    internal static async Task Stop()
    {
        if (!Shared.IsValueCreated)
            return;
        var started = await Shared.Value;
        NpgsqlConnection.ClearAllPools();
        await started.server.DisposeAsync();
        Directory.Delete(started.directory, recursive: true);
    }

    private static async Task<DatabaseConnections> NewDatabase(string options)
    {
        var started = await Shared.Value;
        var name = $"test_{Interlocked.Increment(ref count)}";
        await OneAtATime.WaitAsync();
        try
        {
            await using var source = NpgsqlDataSource.Create(started.server.Connections.Owner);
            await using var command = source.CreateCommand($"create database {name} {options}");
            await command.ExecuteNonQueryAsync();
        }
        finally
        {
            OneAtATime.Release();
        }

        return started.ConnectionsOf(name);
    }

    private static async Task<TestServer> Start()
    {
        var directory = Directory.CreateTempSubdirectory("run-evaluations-tests-").FullName;
        var settings = new EmbeddedPostgresSettings { DataDirectory = directory };
        var server = new TestServer(await EmbeddedPostgres.StartAsync(settings, NullLogger.Instance), directory);

        await using (var source = NpgsqlDataSource.Create(server.server.Connections.Owner))
        await using (var command = source.CreateCommand($"create database {Template} template template0"))
            await command.ExecuteNonQueryAsync();
        await new Migrator(server.ConnectionsOf(Template).Owner).Migrate(CancellationToken.None);
        return server;
    }

    private DatabaseConnections ConnectionsOf(string database) =>
        new(In(database, server.Connections.Service), In(database, server.Connections.Owner));

    private static string In(string database, string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Database = database, MaxPoolSize = 20 }.ConnectionString;
}
