namespace RunEvaluations.Infrastructure.Database.Embedded;

/// <summary>
/// The server's settings. They are given on its command line, so that <c>postgresql.conf</c> stays as initdb wrote it
/// and an upgrade of the service changes them.
/// </summary>
internal sealed class ServerOptions(ServerPaths paths)
{
    private readonly string[] settings =
    [
        "cluster_name=run-evaluations",
        "listen_addresses=",
        $"unix_socket_directories={paths.SocketDirectory}",
        // Npgsql's default pool of 100, and room for one-off commands beside it.
        "max_connections=120",
        "shared_buffers=128MB",
        // The statements are short: compiling one costs more than it saves.
        "jit=off",
        // A page read out of order costs little more than the next one on anything but a spinning disk.
        "random_page_cost=1.1",
        "timezone=UTC",
        // A week of logs, each day over that of the week before.
        "log_timezone=UTC",
        "logging_collector=on",
        $"log_directory={paths.Logs}",
        "log_filename=server-%a.log",
        "log_truncate_on_rotation=on",
        "log_rotation_age=1d",
        "log_rotation_size=0",
        "log_checkpoints=off",
        // The service reports its own failing statements; here they would repeat what people have stored.
        "log_error_verbosity=terse",
        "log_min_error_statement=panic",
        // After a crash all files are flushed: in one go, where the system can.
        .. OperatingSystem.IsLinux() ? ["recovery_init_sync_method=syncfs"] : Array.Empty<string>(),
    ];

    /// <summary>As pg_ctl hands them to a shell.</summary>
    public string CommandLine => string.Join(' ', settings.Select(s => $"-c {Quoted(s)}"));

    /// <summary>Whether a server was started with these options, according to the file that it keeps them in.</summary>
    public bool AreThoseOf(string optionsFile)
    {
        var arguments = settings.SelectMany(s => new[] { "-c", s }).Prepend(paths.Cluster).Prepend("-D");
        var ending = string.Concat(arguments.Select(a => $" \"{a}\""));
        return optionsFile.TrimEnd().EndsWith(ending, StringComparison.Ordinal);
    }

    private static string Quoted(string setting) => $"'{setting.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
