using System.Globalization;
using System.Runtime.Versioning;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using RunEvaluations.Infrastructure.Database;
using RunEvaluations.Infrastructure.Database.Embedded;
using RunEvaluations.Testing;

namespace RunEvaluations.Infrastructure.Tests.Database.Embedded;

[UnsupportedOSPlatform("windows")]
[NeedsOwnDatabase("starts and stops its server")]
public sealed class EmbeddedPostgresTests(InitialisedDirectory initialised) : IClassFixture<InitialisedDirectory>
{
    private const UnixFileMode Closed = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Fact]
    public async Task The_first_start_makes_a_database_that_orders_by_bytes()
    {
        using var directory = new TemporaryDirectory();
        await using var server = await directory.StartAsync();

        Assert.Equal("run_evaluations", await server.AskAsync("select current_database()"));
        Assert.Equal("UTF8", await server.AskAsync("show server_encoding"));
        const string Ordered = "select string_agg(x, ' ' order by x) from unnest('{ä,b,a,B}'::text[]) x";
        Assert.Equal("B a b ä", await server.AskAsync(Ordered));
    }

    [Fact]
    public async Task A_later_start_finds_what_was_stored()
    {
        using var directory = await initialised.CopyAsync();
        await using (var first = await directory.StartAsync())
            await first.AskAsync("create table kept as select 42 as value");

        await using var later = await directory.StartAsync();

        Assert.Equal(42, await later.AskAsync("select value from kept"));
    }

    [Fact]
    public async Task Stopping_leaves_no_process_and_gives_the_directory_up()
    {
        using var directory = await initialised.CopyAsync();
        var server = await directory.StartAsync();
        var pid = directory.ServerId!.Value;

        await server.DisposeAsync();
        await server.DisposeAsync();

        Assert.False(Postmaster.IsRunning(directory.Paths, pid));
        Assert.False(File.Exists(directory.Paths.PidFile));
        Assert.False(File.Exists(directory.Paths.OwnerFile));
        Assert.Null(await EmbeddedPostgres.FindRunningAsync(directory.Settings));
    }

    [Fact]
    public async Task A_second_service_is_refused_by_a_line_that_names_the_owner_and_the_setting()
    {
        using var directory = await initialised.CopyAsync();
        await using var server = await directory.StartAsync();

        var refusal = await Assert.ThrowsAsync<StartupException>(directory.StartAsync);

        Assert.Contains(directory.DataDirectory, refusal.Message, StringComparison.Ordinal);
        var pid = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        Assert.Contains($"pid {pid}", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Embedded:DataDirectory", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
        Assert.Equal(1, await server.AskAsync("select 1"));
    }

    [Fact]
    public async Task Of_two_services_that_start_at_once_on_a_new_directory_one_is_refused()
    {
        using var directory = new TemporaryDirectory();
        using var one = new ServiceProcess(directory.DataDirectory);
        using var other = new ServiceProcess(directory.DataDirectory);

        var lines = await Task.WhenAll(one.FirstLineAsync(), other.FirstLineAsync());

        Assert.Single(lines, EmbeddedPostgresHost.Ready);
        Assert.Single(lines, line => line!.Contains("is in use by another service", StringComparison.Ordinal));
        var codes = await Task.WhenAll(one.EndAsync(), other.EndAsync());
        Assert.Equal([0, 1], codes.Order());
        Assert.Null(directory.ServerId);
    }

    [Fact]
    public async Task A_command_beside_a_service_finds_its_server()
    {
        using var directory = await initialised.CopyAsync();
        Assert.Null(await EmbeddedPostgres.FindRunningAsync(directory.Settings));
        using var service = new ServiceProcess(directory.DataDirectory);
        Assert.Equal(EmbeddedPostgresHost.Ready, await service.FirstLineAsync());

        var found = await EmbeddedPostgres.FindRunningAsync(directory.Settings);

        Assert.Equal("run_evaluations", await ServerQueries.AskAsync(found!.Owner, "select current_database()"));
        Assert.Equal(0, await service.EndAsync());
    }

    [Fact]
    public async Task The_password_is_needed_and_no_port_is_open()
    {
        using var directory = await initialised.CopyAsync();
        await using var server = await directory.StartAsync();
        var guess = new NpgsqlConnectionStringBuilder(server.Connections.Owner) { Password = "guess" };

        var refusal = await Assert.ThrowsAsync<PostgresException>(
            () => ServerQueries.AskAsync(guess.ConnectionString, "select 1"));

        Assert.Equal(PostgresErrorCodes.InvalidPassword, refusal.SqlState);
        Assert.Equal("", await server.AskAsync("show listen_addresses"));
    }

    [Fact]
    public async Task What_the_server_keeps_is_closed_to_other_users()
    {
        using var directory = await initialised.CopyAsync();
        await using var server = await directory.StartAsync();
        var paths = directory.Paths;

        Assert.Equal(Closed, Mode(paths.Password));
        Assert.Equal(Closed | UnixFileMode.UserExecute, Mode(paths.Home));
        Assert.Equal(Closed | UnixFileMode.UserExecute, Mode(paths.Cluster));
        Assert.Equal(Closed | UnixFileMode.UserExecute, Mode(paths.Logs));
        Assert.All(Directory.EnumerateFiles(paths.Logs), log => Assert.Equal(Closed, Mode(log)));
    }

    [Theory]
    [InlineData("a name that is too long for the path of a socket, which holds hardly more than a hundred bytes of it")]
    [InlineData("spaces, a comma; it's odd & (ü)")]
    public async Task A_directory_may_have_any_common_name(string name)
    {
        using var directory = await initialised.CopyAsync(name);
        var paths = directory.Paths;
        Assert.True(paths.HasOwnSocketDirectory);

        await using (var server = await directory.StartAsync())
        {
            Assert.Equal(1, await server.AskAsync("select 1"));
            Assert.Equal(Closed | UnixFileMode.UserExecute, Mode(paths.SocketDirectory));
        }

        Assert.False(Directory.Exists(paths.SocketDirectory));
    }

    [Fact]
    public async Task A_cancelled_start_leaves_nothing_running()
    {
        using var directory = new TemporaryDirectory();
        using var cancellation = new CancellationTokenSource();
        var start = EmbeddedPostgres.StartAsync(directory.Settings, NullLogger.Instance, null, cancellation.Token);
        await ServerQueries.UntilAsync(() => Directory.Exists(directory.DataDirectory)
            && Directory.EnumerateFiles(directory.DataDirectory, "PG_VERSION", SearchOption.AllDirectories).Any());

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => start);
        Assert.Null(directory.ServerId);
        await using var later = await directory.StartAsync();
        Assert.Equal(1, await later.AskAsync("select 1"));
    }

    private static UnixFileMode Mode(string path) => File.GetUnixFileMode(path);
}
