using System.Diagnostics;
using System.Globalization;
using Npgsql;
using RunEvaluations.Infrastructure.Database;
using RunEvaluations.Infrastructure.Database.Embedded;
using RunEvaluations.Testing;

namespace RunEvaluations.Infrastructure.Tests.Database.Embedded;

[NeedsOwnDatabase("starts and stops its server")]
public sealed class RecoveryTests(InitialisedDirectory initialised) : IClassFixture<InitialisedDirectory>
{
    [Fact]
    public async Task A_killed_server_is_started_again()
    {
        using var directory = await initialised.CopyAsync();
        await using var server = await directory.StartAsync();
        await server.AskAsync("create table kept as select 42 as value");
        var killed = directory.ServerId!.Value;
        // A connection that is open meanwhile holds the memory of the killed server for a moment.
        await using var open = new NpgsqlConnection(server.Connections.Owner);
        await open.OpenAsync();

        TemporaryDirectory.KillServer(killed);

        await ServerQueries.UntilAsync(() => directory.ServerId is { } pid && pid != killed && Answers(server));
        Assert.Equal(42, await server.AskAsync("select value from kept"));
    }

    [Fact]
    public async Task The_server_of_a_killed_service_is_taken_over()
    {
        using var directory = await initialised.CopyAsync();
        using var service = new ServiceProcess(directory.DataDirectory);
        Assert.Equal(EmbeddedPostgresHost.Ready, await service.FirstLineAsync());
        var left = directory.ServerId;

        await service.KillAsync();
        Assert.Null(await EmbeddedPostgres.FindRunningAsync(directory.Settings));
        await using var server = await directory.StartAsync();

        Assert.NotNull(left);
        Assert.Equal(left, directory.ServerId);
        Assert.Equal(1, await server.AskAsync("select 1"));
    }

    [Fact]
    public async Task A_killed_service_and_its_killed_server_start_again()
    {
        using var directory = await initialised.CopyAsync();
        using var service = new ServiceProcess(directory.DataDirectory);
        Assert.Equal(EmbeddedPostgresHost.Ready, await service.FirstLineAsync());
        var killed = directory.ServerId!.Value;

        await service.KillAsync();
        TemporaryDirectory.KillServer(killed);
        await using var server = await directory.StartAsync();

        Assert.NotEqual(killed, directory.ServerId);
        Assert.Equal(1, await server.AskAsync("select 1"));
    }

    [Fact]
    public async Task A_server_that_was_left_with_other_options_is_started_again_with_ours()
    {
        using var directory = await initialised.CopyAsync();
        var account = await ServerAccount.ChooseAsync(directory.Paths, default);
        var installation = await PostgresInstallation.FindAsync(null, directory.Paths, account, default);
        var others = $"-c listen_addresses= -c max_connections=7 -k '{directory.Paths.SocketDirectory}'";
        var started = await account.RunAsync(
            installation.Control,
            ["start", "-D", directory.Paths.Cluster, "-l", directory.Paths.StartLog, "-o", others],
            default);
        Assert.True(started.Succeeded, started.Error);

        await using var server = await directory.StartAsync();

        Assert.Equal("120", await server.AskAsync("show max_connections"));
    }

    [Fact]
    public async Task A_service_that_is_killed_while_it_makes_the_database_can_start_again()
    {
        using var directory = new TemporaryDirectory();
        using var service = new ServiceProcess(directory.DataDirectory);
        await ServerQueries.UntilAsync(() => Unfinished(directory).Length > 0);

        await service.KillAsync();
        Assert.False(Directory.Exists(directory.Paths.Home));
        await using var server = await directory.StartAsync();

        Assert.Equal(1, await server.AskAsync("select 1"));
    }

    [Fact]
    public async Task An_unfinished_database_is_removed_and_an_empty_directory_is_filled()
    {
        using var directory = new TemporaryDirectory();
        Directory.CreateDirectory(Path.Combine(directory.DataDirectory, "postgres.unfinished-01", "data", "base"));
        Directory.CreateDirectory(directory.Paths.Home);

        await using var server = await directory.StartAsync();

        Assert.Equal(1, await server.AskAsync("select 1"));
        Assert.Empty(Unfinished(directory));
    }

    [Fact]
    public async Task Files_that_are_no_database_are_left_alone()
    {
        using var directory = new TemporaryDirectory();
        var file = Path.Combine(directory.Paths.Cluster, "thesis.txt");
        Directory.CreateDirectory(directory.Paths.Cluster);
        await File.WriteAllTextAsync(file, "42");

        var refusal = await Assert.ThrowsAsync<StartupException>(directory.StartAsync);

        Assert.Contains("Embedded:DataDirectory", refusal.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(file));
    }

    [Fact]
    public async Task A_pid_file_that_names_another_process_does_not_stop_the_start()
    {
        using var directory = await initialised.CopyAsync();
        var account = await ServerAccount.ChooseAsync(directory.Paths, default);
        using var unrelated = UnrelatedProcess(account);
        var pid = unrelated.Id.ToString(CultureInfo.InvariantCulture);
        await File.WriteAllTextAsync(directory.Paths.PidFile, $"{pid}\n{directory.Paths.Cluster}\n");

        try
        {
            await using var server = await directory.StartAsync();
            Assert.Equal(1, await server.AskAsync("select 1"));
            Assert.False(unrelated.HasExited);
        }
        finally
        {
            unrelated.Kill();
        }
    }

    private static string[] Unfinished(TemporaryDirectory directory) => Directory.Exists(directory.DataDirectory)
        ? Directory.GetDirectories(directory.DataDirectory, "postgres.unfinished-*")
        : [];

    private static bool Answers(EmbeddedPostgres server)
    {
        try
        {
            return server.AskAsync("select 1").GetAwaiter().GetResult() is 1;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    /// <summary>Of the server's user, whose processes alone PostgreSQL takes for a server.</summary>
    private static Process UnrelatedProcess(ServerAccount account)
    {
        var start = new ProcessStartInfo("sleep", ["600"]) { WorkingDirectory = "/" };
        if (account.UserName is not null)
            start.UserName = account.UserName;
        return Process.Start(start)!;
    }
}
