using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace RunEvaluations.Infrastructure.Database.Embedded;

/// <summary>
/// The server's first process, as its pid file names it. The file outlives a kill and a reboot, so that the pid may by
/// then be another process's, and PostgreSQL refuses to start while any process of its user has it.
/// </summary>
internal static class Postmaster
{
    /// <summary>The pid of the running server of this cluster, or null.</summary>
    public static int? Find(ServerPaths paths) =>
        ReadPid(paths) is { } pid && IsRunning(paths, pid) ? pid : null;

    /// <summary>Whether the pid is that of the server of this cluster, and not a zombie or somebody else.</summary>
    public static bool IsRunning(ServerPaths paths, int pid) => CommandLine(pid) is { } arguments
        ? arguments.Contains(paths.Cluster)
        : !OperatingSystem.IsLinux() && ProcessName(pid) == "postgres";

    /// <summary>Whether the pid file names a process that runs and is certainly no server.</summary>
    public static bool IsMistaken(ServerPaths paths)
    {
        if (ReadPid(paths) is not { } pid || ProcessName(pid) is not { } name)
            return false;

        // A zombie keeps its name and has no command line; the children of a server carry titles instead of theirs.
        if (CommandLine(pid) is [var first, ..]
            && (first.Length == 0 || first.StartsWith("postgres:", StringComparison.Ordinal)))
            return true;

        return name is not ("postgres" or "postmaster");
    }

    private static int? ReadPid(ServerPaths paths)
    {
        try
        {
            var line = File.ReadLines(paths.PidFile).FirstOrDefault();
            return int.TryParse(line, CultureInfo.InvariantCulture, out var pid) && pid > 0 ? pid : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Readable for every user, unlike the other files there, and only on Linux.</summary>
    private static string[]? CommandLine(int pid)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{pid}/cmdline")).Split('\0');
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string? ProcessName(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return process.ProcessName;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
