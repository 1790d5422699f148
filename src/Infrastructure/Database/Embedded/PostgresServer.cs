using System.Globalization;

namespace RunEvaluations.Infrastructure.Database.Embedded;

/// <summary>Starts and stops the server of an initialised cluster, through <c>pg_ctl</c>.</summary>
/// <remarks>
/// pg_ctl puts the server into a session of its own: Ctrl-C at a terminal reaches the service and not the server, which
/// is then stopped when nobody uses it any more.
/// </remarks>
internal sealed class PostgresServer(
    ServerPaths paths, PostgresInstallation installation, ServerAccount account, TimeProvider time)
{
    /// <summary>Processes of a killed server hold its memory until they have noticed.</summary>
    private static readonly TimeSpan LongestWaitForRemains = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private static readonly string[] PassingComplaints =
        ["pre-existing shared memory block", "lock file \"postmaster.pid\" already exists"];

    private readonly ServerOptions options = new(paths);

    public ServerPaths Paths => paths;

    /// <summary>Starts the server, or takes the one that a killed service has left with the same options.</summary>
    /// <returns>The pid; the server may still be recovering from a crash.</returns>
    public async Task<int> EnsureRunningAsync(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            if (Postmaster.Find(paths) is { } running)
            {
                var given = await File.ReadAllTextAsync(paths.OptionsFile, cancellationToken).ConfigureAwait(false);
                if (options.AreThoseOf(given))
                    return running;
                await StopAsync().ConfigureAwait(false);
            }

            if (Postmaster.IsMistaken(paths))
                await CorrectPidFileAsync().ConfigureAwait(false);
            var result = await StartAsync().ConfigureAwait(false);
            if (Postmaster.Find(paths) is { } started)
                return started;

            var reason = ServerLog.Reason(paths, result);
            var passes = PassingComplaints.Any(c => reason.Contains(c, StringComparison.Ordinal));
            if (!passes || time.GetElapsedTime(began) > LongestWaitForRemains)
                throw new StartupException(
                    $"PostgreSQL did not start in {paths.Root} (Embedded:DataDirectory): {reason}");
            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Stops the server, if it runs, and waits until it is gone.</summary>
    public async Task StopAsync()
    {
        // A second Ctrl-C kills pg_ctl: ask again. What does not stop in time loses nothing by an immediate stop.
        foreach (var (mode, seconds) in new[] { ("fast", 30), ("fast", 30), ("immediate", 30) })
        {
            if (Postmaster.Find(paths) is null)
                break;
            await ControlAsync("stop", seconds, "-m", mode).ConfigureAwait(false);
        }

        if (paths.HasOwnSocketDirectory)
            SocketDirectory.Remove(paths);
    }

    /// <summary>
    /// The server takes the pid of pg_ctl's parent, which we are, for its own of an earlier time. To delete the file
    /// would lose its other lines, by which it finds out whether children of a killed server still write.
    /// </summary>
    private async Task CorrectPidFileAsync()
    {
        const string ReplacePid = "{ echo \"$2\"; tail -n +2 \"$1\"; } > \"$1.new\" && mv \"$1.new\" \"$1\"";
        var us = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        await account.ShellAsync(ReplacePid, [paths.PidFile, us], CancellationToken.None).ConfigureAwait(false);
        File.Delete($"{paths.Socket}.lock");
    }

    private async Task<ProgramResult> StartAsync()
    {
        await SocketDirectory.EnsureAsync(paths, account).ConfigureAwait(false);
        File.Delete(paths.StartLog);
        // To cancel pg_ctl would leave a server that nobody knows of. It waits for seconds at most; a server that needs
        // longer is there to be found.
        return await ControlAsync("start", 5, "-l", paths.StartLog, "-o", options.CommandLine).ConfigureAwait(false);
    }

    private Task<ProgramResult> ControlAsync(string command, int seconds, params string[] arguments)
    {
        var limit = seconds.ToString(CultureInfo.InvariantCulture);
        string[] all = [command, "-D", paths.Cluster, "-w", "-t", limit, .. arguments];
        return account.RunAsync(installation.Control, all, CancellationToken.None);
    }
}
