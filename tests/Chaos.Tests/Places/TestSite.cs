using Npgsql;
using RunEvaluations.Api.Tests.TestBed;
using RunEvaluations.Infrastructure.Database;
using RunEvaluations.Testing;

namespace RunEvaluations.Chaos.Tests.Places;

/// <summary>Two services, a PostgreSQL and the network between them, all of it to be mistreated.</summary>
internal sealed class TestSite : IAsyncDisposable
{
    public const string Account = "chaos";

    private readonly ProgramDirectory directory = new();

    private TestSite(OwnServer server, SmallDisk? disk, TimeSpan timeout)
    {
        (Server, Disk) = (server, disk);
        Network = FaultyProxy.To(server.Socket);
        Token = directory.Token(Account);
        var connections = new DatabaseConnections(Over(server.Connections.Service), Over(server.Connections.Owner));
        string[] all =
            [.. connections.Settings(), $"--Database:Timeout={timeout}", "--Serilog:MinimumLevel:Default=Error"];
        Instances = [.. Enumerable.Range(1, 2).Select(number => new Instance(
            Path.Combine(directory.Working, $"nowhere-{number}"), () => ProgramProcess.Serve(directory, all)))];
    }

    public OwnServer Server { get; }

    /// <summary>Null where none can be had.</summary>
    public SmallDisk? Disk { get; }

    /// <summary>Between the services and the database.</summary>
    public FaultyProxy Network { get; }

    public IReadOnlyList<Instance> Instances { get; }

    public string Token { get; }

    /// <param name="megabytes">Of the disk.</param>
    /// <param name="timeout">How long a request may wait for the database.</param>
    public static async Task<TestSite> Open(int megabytes, TimeSpan timeout)
    {
        var disk = await SmallDisk.TryMount(megabytes);
        OwnServer? server = null;
        try
        {
            server = await OwnServer.Open(disk is null ? null : Path.Combine(disk.Path, "server"));
            // A disk this small has no room for a gigabyte of log.
            await server.Execute("alter system set max_wal_size = '64MB'");
            await server.Execute("alter system set min_wal_size = '32MB'");
            await server.Execute("select pg_reload_conf()");
            return new TestSite(server, disk, timeout);
        }
        catch
        {
            if (server is not null)
                await server.DisposeAsync();
            disk?.Dispose();
            throw;
        }
    }

    /// <summary>Starts the database if it does not run, and waits until it takes writes.</summary>
    public Task DatabaseServes() => Eventually.Is(async () =>
    {
        try
        {
            await Server.Start();
            await Server.Execute("create temporary table writes ()");
            return true;
        }
        catch (Exception e) when (e is NpgsqlException or StartupException)
        {
            return false;
        }
    });

    /// <summary>The command, straight on the database.</summary>
    public Task<ProgramEnd> Verify() => ProgramProcess.Run(
        directory, ["verify", "--account", Account, Server.Connections.Settings()[0]]);

    public async ValueTask DisposeAsync()
    {
        // Whatever one of them throws, the others are stopped too.
        using (directory)
        using (Disk)
        await using (Server)
        await using (Network)
        await using (Instances[0])
        await using (Instances[1])
            Disk?.Free();
    }

    private string Over(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString)
    {
        Host = "127.0.0.1",
        Port = Network.Port,
    }.ConnectionString;
}
