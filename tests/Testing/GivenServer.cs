using Npgsql;
using RunEvaluations.Infrastructure.Database;

namespace RunEvaluations.Testing;

/// <summary>
/// The server that <c>RUN_EVALUATIONS_TEST_SERVER</c> names, by the connection string of a superuser, with a database
/// that is there for tests alone. All tests share it, each in accounts of its own. On the coordinator of a Citus cluster
/// it is distributed.
/// </summary>
public static class GivenServer
{
    private static readonly string? Owner = Environment.GetEnvironmentVariable("RUN_EVALUATIONS_TEST_SERVER");
    private static readonly Lazy<Task<DatabaseConnections>> Shared = new(Prepare);
    private static readonly string Run = Path.GetRandomFileName()[..8];
    private static int count;

    public static bool IsUsed => !string.IsNullOrEmpty(Owner);

    internal static Task<DatabaseConnections> Database => Shared.Value;

    /// <summary>What the names of accounts begin with, so that those of other test classes and runs are others.</summary>
    public static string AccountPrefix() => IsUsed ? $"{Run}-{Interlocked.Increment(ref count)}-" : "";

    private static async Task<DatabaseConnections> Prepare()
    {
        // Several processes test at once, and a role is altered by one at a time.
        const string Lock = "select pg_advisory_lock(7357)";
        const string HasCitus = "select exists (select from pg_extension where extname = 'citus')";

        var settings = new NpgsqlConnectionStringBuilder(Owner) { MaxPoolSize = 20 };
        var password = settings.Password ?? "run_evaluations";
        await using var connection = new NpgsqlConnection($"{settings.ConnectionString};Pooling=false");
        await connection.OpenAsync();
        await Ask(connection, Lock);
        var migrator = new Migrator(settings.ConnectionString);
        if (await Ask(connection, HasCitus) is true)
            await migrator.MigrateAndDistribute(CancellationToken.None);
        else
            await migrator.Migrate(CancellationToken.None);
        await Ask(connection, $"alter role run_evaluations_service login password '{password}'");
        var service = new NpgsqlConnectionStringBuilder(settings.ConnectionString)
        {
            Username = "run_evaluations_service",
            Password = password,
        };
        return new DatabaseConnections(service.ConnectionString, settings.ConnectionString);
    }

    private static async Task<object?> Ask(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        return await command.ExecuteScalarAsync();
    }
}
