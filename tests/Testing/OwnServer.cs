using System.Diagnostics;
using System.Globalization;
using Npgsql;
using RunEvaluations.Infrastructure.Database;
using RunEvaluations.Infrastructure.Database.Embedded;

namespace RunEvaluations.Testing;

/// <summary>
/// A PostgreSQL of one test's own, on a socket, migrated, that the test may stop, kill, freeze and starve. Nobody starts
/// it again but the test.
/// </summary>
public sealed class OwnServer : IAsyncDisposable
{
    private readonly string directory;
    private readonly ServerPaths paths;
    private readonly List<int> frozen = [];
    private ServerAccount account = null!;
    private PostgresInstallation installation = null!;
    private PostgresServer server = null!;

    private OwnServer(string directory) => (this.directory, paths) = (directory, new ServerPaths(directory));

    /// <summary>On the socket.</summary>
    public DatabaseConnections Connections { get; private set; } = new("", "");

    /// <summary>As the user that owns everything, on a connection of its own.</summary>
    public string ConnectionString => Connections.Owner + ";Pooling=false";

    /// <summary>Where <see cref="FaultyProxy"/> finds it.</summary>
    public string Socket => paths.Socket;

    /// <summary>The directory with the cluster's files.</summary>
    public string Cluster => paths.Cluster;

    private int Postmaster => Infrastructure.Database.Embedded.Postmaster.Find(paths)
        ?? throw new InvalidOperationException("The server does not run.");

    /// <param name="directory">Where to make it, if the disk matters; it is removed at the end.</param>
    public static async Task<OwnServer> Open(string? directory = null)
    {
        directory ??= Directory.CreateTempSubdirectory("run-evaluations-tests-").FullName;
        var own = new OwnServer(Directory.CreateDirectory(directory).FullName);
        try
        {
            await own.Prepare();
            return own;
        }
        catch
        {
            await own.DisposeAsync();
            throw;
        }
    }

    public Task Start() => server.EnsureRunningAsync(CancellationToken.None);

    /// <summary>Ends every connection and stops.</summary>
    public Task Stop() => server.StopAsync();

    /// <summary>What an administrator can ask <c>pg_ctl</c> for, without waiting for it.</summary>
    public Task Control(string command, params string[] arguments) => account.RunAsync(
        installation.Control, [command, "-D", paths.Cluster, "-W", .. arguments], CancellationToken.None);

    /// <summary>Starts it and does not wait until it lets anybody in.</summary>
    public Task BeginStart() =>
        Control("start", "-l", paths.StartLog, "-o", new ServerOptions(paths).CommandLine);

    /// <summary>Ends each of its processes without a word, as the kernel does where memory runs out.</summary>
    public void Kill()
    {
        Freeze();
        foreach (var process in frozen)
            Signal("KILL", process);
        frozen.Clear();
    }

    /// <summary>Stops each of its processes where it is; they keep their sockets and say nothing.</summary>
    public void Freeze()
    {
        // The parent first, so that there are no new ones.
        frozen.Add(Postmaster);
        Signal("STOP", frozen[0]);
        frozen.AddRange(ChildrenOf(frozen[0]));
        foreach (var child in frozen.Skip(1))
            Signal("STOP", child);
    }

    public void Thaw()
    {
        foreach (var process in frozen)
            Signal("CONT", process);
        frozen.Clear();
    }

    /// <summary>Runs statements on a connection of their own.</summary>
    public async Task Execute(string sql, string database = "run_evaluations")
    {
        await using var connection = new NpgsqlConnection($"{ConnectionString};Database={database}");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>False where the server refuses it.</summary>
    public async Task<bool> TryExecute(string sql, string database = "run_evaluations")
    {
        try
        {
            await Execute(sql, database);
            return true;
        }
        catch (PostgresException)
        {
            return false;
        }
    }

    /// <summary>A connection that stays open; null where the server has none to spare.</summary>
    public async Task<NpgsqlConnection?> TryOpen()
    {
        var connection = new NpgsqlConnection(ConnectionString);
        try
        {
            await connection.OpenAsync();
            return connection;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.TooManyConnections)
        {
            await connection.DisposeAsync();
            return null;
        }
    }

    /// <summary>Asks for one value.</summary>
    public async Task<T> Ask<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        Thaw();
        if (server is not null)
            await server.StopAsync();
        Directory.Delete(directory, recursive: true);
    }

    private static IEnumerable<int> ChildrenOf(int parent) =>
        File.ReadAllText($"/proc/{parent}/task/{parent}/children")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(id => int.Parse(id, CultureInfo.InvariantCulture));

    private static void Signal(string name, int process)
    {
        using var kill = Process.Start("kill", [$"-{name}", process.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private async Task Prepare()
    {
        account = await ServerAccount.ChooseAsync(paths, CancellationToken.None);
        installation = await PostgresInstallation.FindAsync(null, paths, account, CancellationToken.None);
        await new ClusterInitialisation(paths, installation, account).EnsureAsync(CancellationToken.None);
        server = new PostgresServer(paths, installation, account, TimeProvider.System);
        await Start();
        var database = new ApplicationDatabase(paths);
        while (!await database.TryEnsureAsync(CancellationToken.None))
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        Connections = database.Connections;
        await new Migrator(Connections.Owner).Migrate(CancellationToken.None);
    }
}
