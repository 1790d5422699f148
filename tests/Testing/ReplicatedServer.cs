using System.Diagnostics;
using System.Globalization;
using Npgsql;
using RunEvaluations.Infrastructure.Database.Embedded;

namespace RunEvaluations.Testing;

/// <summary>A PostgreSQL on a loopback port that can be a primary or a standby, and that can be killed.</summary>
public sealed class ReplicatedServer
{
    public const string User = "run_evaluations";

    private const string Password = "replicated";

    private readonly string directory;
    private readonly PostgresInstallation installation;
    private readonly ServerAccount account;

    internal ReplicatedServer(string directory, PostgresInstallation installation, ServerAccount account)
    {
        (this.directory, this.installation, this.account) = (directory, installation, account);
        Name = Path.GetFileName(directory);
    }

    /// <summary>What it is called in <c>synchronous_standby_names</c>.</summary>
    public string Name { get; }

    public int Port { get; } = FreePort.Next();

    public NpgsqlConnectionStringBuilder Settings => new()
    {
        Host = "127.0.0.1",
        Port = Port,
        Username = User,
        Password = Password,
        Database = "postgres",
        Timeout = 5,
    };

    public async Task InitialiseAsync()
    {
        var password = $"{directory}.password";
        await File.WriteAllTextAsync(password, Password);
        await RunAsync(
            "initdb", "-D", directory, "-U", User, "--pwfile", password, "-A", "scram-sha-256", "-E", "UTF8",
            "--locale", "C", "--no-sync");
        await StartAsync();
    }

    /// <summary>Becomes a standby of another one, with its data and nothing of what this one had before.</summary>
    public async Task FollowAsync(ReplicatedServer primary)
    {
        if (Directory.Exists(directory))
            Directory.Delete(directory, recursive: true);
        var source = $"host=127.0.0.1 port={primary.Port} user={User} password={Password} application_name={Name}";
        await RunAsync("pg_basebackup", "-D", directory, "-d", source, "-R", "-X", "stream", "-c", "fast", "--no-sync");
        await StartAsync();
    }

    /// <summary>Keeps every commit waiting until the standby has it on its disk.</summary>
    public async Task WaitForAsync(ReplicatedServer standby)
    {
        await ExecuteAsync($"alter system set synchronous_standby_names = '{standby.Name}'");
        await ExecuteAsync("select pg_reload_conf()");
        while (await AskAsync<long>("select count(*) from pg_stat_replication where sync_state = 'sync'") == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(20));
    }

    public Task PromoteAsync() => RunAsync("pg_ctl", "promote", "-D", directory, "-w");

    /// <summary>kill -9 of the postmaster and of everything that it has started.</summary>
    public void Kill()
    {
        if (Pid() is not { } postmaster)
            return;
        foreach (var pid in Children(postmaster).Prepend(postmaster))
        {
            try
            {
                using var process = Process.GetProcessById(pid);
                process.Kill();
                process.WaitForExit();
            }
            catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
            {
                // The others end by themselves when their postmaster is gone.
            }
        }

        File.Delete(Path.Combine(directory, "postmaster.pid"));
    }

    public async Task ExecuteAsync(string sql) => await AskAsync<object>(sql);

    public async Task<T?> AskAsync<T>(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Settings);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }

    private Task StartAsync()
    {
        var settings = new[]
        {
            "listen_addresses=127.0.0.1", $"port={Port}", "unix_socket_directories=", $"cluster_name={Name}",
            "wal_level=replica", "hot_standby=on", "max_connections=60", "shared_buffers=32MB", "jit=off", "fsync=off",
            "timezone=UTC",
        };
        return RunAsync(
            "pg_ctl", "start", "-D", directory, "-w", "-t", "60", "-l", $"{directory}.log",
            "-o", string.Join(' ', settings.Select(s => $"-c '{s}'")));
    }

    private async Task RunAsync(string program, params string[] arguments)
    {
        var result = await account.RunAsync(Path.Combine(installation.BinaryDirectory, program), arguments, default);
        if (!result.Succeeded)
            throw new InvalidOperationException($"{program} failed: {result.Error}{result.Output}");
    }

    private int? Pid()
    {
        var file = Path.Combine(directory, "postmaster.pid");
        return File.Exists(file) ? int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture) : null;
    }

    private static IEnumerable<int> Children(int parent)
    {
        using var ps = Process.Start(
            new ProcessStartInfo("ps", ["-A", "-o", "pid=,ppid="]) { RedirectStandardOutput = true })!;
        var lines = ps.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. from line in lines
                   let ids = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                   where ids[1] == parent.ToString(CultureInfo.InvariantCulture)
                   select int.Parse(ids[0], CultureInfo.InvariantCulture)];
    }
}
