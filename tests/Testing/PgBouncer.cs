using System.Diagnostics;
using Npgsql;
using RunEvaluations.Infrastructure.Database;
using RunEvaluations.Infrastructure.Database.Embedded;

namespace RunEvaluations.Testing;

/// <summary>A PgBouncer in transaction mode on a loopback port, before a database on a socket.</summary>
public sealed class PgBouncer : IAsyncDisposable
{
    private static readonly string? Program =
        new[] { "/usr/sbin/pgbouncer", "/usr/local/bin/pgbouncer", "/opt/homebrew/bin/pgbouncer" }.FirstOrDefault(File.Exists);

    private readonly string directory;
    private readonly Process process;

    private PgBouncer(string directory, Process process, string connection) =>
        (this.directory, this.process, Service) = (directory, process, connection);

    public static bool IsInstalled => Program is not null;

    /// <summary>The service's connection, through it.</summary>
    public string Service { get; }

    /// <param name="database">What it stands before.</param>
    /// <param name="serverConnections">How many connections it has to the server.</param>
    public static async Task<PgBouncer> StartAsync(DatabaseConnections database, int serverConnections)
    {
        var directory = Directory.CreateTempSubdirectory("run-evaluations-tests-").FullName;
        var port = FreePort.Next();
        var to = new NpgsqlConnectionStringBuilder(database.Service);
        var users = Path.Combine(directory, "users.txt");
        var settings = Path.Combine(directory, "pgbouncer.ini");
        await File.WriteAllTextAsync(users, $"\"{to.Username}\" \"{to.Password}\"\n");
        await File.WriteAllTextAsync(settings, $"""
            [databases]
            {to.Database} = host={to.Host} dbname={to.Database}
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {port}
            unix_socket_dir =
            auth_type = scram-sha-256
            auth_file = {users}
            pool_mode = transaction
            default_pool_size = {serverConnections}
            max_client_conn = 200
            """);
        var account = await ServerAccount.ChooseAsync(new ServerPaths(directory), default);
        await account.GiveAsync([users, settings, directory], default);
        // PgBouncer refuses root as well, and has to be of the server's user to reach its socket.
        var start = new ProcessStartInfo(Program!, ["-q", settings]) { WorkingDirectory = "/", RedirectStandardError = true };
        if (account.UserName is { } user)
            start.UserName = user;
        var process = Process.Start(start)!;
        var connection = new NpgsqlConnectionStringBuilder(database.Service)
        {
            Host = "127.0.0.1",
            Port = port,
            MaxPoolSize = 40,
        };
        var pooler = new PgBouncer(directory, process, connection.ConnectionString);
        await pooler.UntilItAnswers(connection.ConnectionString);
        return pooler;
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(directory, recursive: true);
    }

    private async Task UntilItAnswers(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(settings.ConnectionString);
                await connection.OpenAsync();
                return;
            }
            catch (NpgsqlException e)
            {
                if (!process.HasExited && e is not PostgresException)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(50));
                    continue;
                }

                var said = process.HasExited ? await process.StandardError.ReadToEndAsync() : "";
                await DisposeAsync();
                throw new InvalidOperationException($"PgBouncer does not work: {e.Message} {said}", e);
            }
        }
    }
}
