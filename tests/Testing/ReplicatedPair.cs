using Npgsql;
using RunEvaluations.Infrastructure.Database;
using RunEvaluations.Infrastructure.Database.Embedded;

namespace RunEvaluations.Testing;

/// <summary>A primary and its synchronous standby, with a migrated database; killed and removed when disposed of.</summary>
public sealed class ReplicatedPair : IAsyncDisposable
{
    private const string Database = "evaluations";

    private readonly string directory;

    private ReplicatedPair(string directory, ReplicatedServer first, ReplicatedServer second) =>
        (this.directory, First, Second) = (directory, first, second);

    /// <summary>The primary, until somebody changes that.</summary>
    public ReplicatedServer First { get; }

    public ReplicatedServer Second { get; }

    /// <summary>What names both servers; the service has a role that row-level security holds.</summary>
    public DatabaseConnections Connections => new(Both("evaluations_service"), Both(ReplicatedServer.User));

    public static async Task<ReplicatedPair> StartAsync()
    {
        var directory = Directory.CreateTempSubdirectory("run-evaluations-tests-").FullName;
        var paths = new ServerPaths(directory);
        var account = await ServerAccount.ChooseAsync(paths, default);
        var installation = await PostgresInstallation.FindAsync(null, paths, account, default);
        // It makes its own directories there.
        await account.GiveAsync([directory], default);

        var pair = new ReplicatedPair(
            directory,
            new ReplicatedServer(Path.Combine(directory, "server_a"), installation, account),
            new ReplicatedServer(Path.Combine(directory, "server_b"), installation, account));
        try
        {
            await pair.PrepareAsync();
            return pair;
        }
        catch
        {
            await pair.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        First.Kill();
        Second.Kill();
        Directory.Delete(directory, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task PrepareAsync()
    {
        await First.InitialiseAsync();
        await First.ExecuteAsync($"create database {Database}");
        var owner = new NpgsqlConnectionStringBuilder(First.Settings.ConnectionString) { Database = Database };
        await new Migrator(owner.ConnectionString).Migrate(CancellationToken.None);
        await First.ExecuteAsync(
            $"create role evaluations_service login password '{owner.Password}' in role run_evaluations_service");
        await Second.FollowAsync(First);
        await First.WaitForAsync(Second);
    }

    private string Both(string user) => new NpgsqlConnectionStringBuilder(First.Settings.ConnectionString)
    {
        Host = $"127.0.0.1:{First.Port},127.0.0.1:{Second.Port}",
        Database = Database,
        Username = user,
        MaxPoolSize = 20,
    }.ConnectionString;
}
