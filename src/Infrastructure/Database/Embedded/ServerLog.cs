namespace RunEvaluations.Infrastructure.Database.Embedded;

/// <summary>Finds the one line that says why a server did not start.</summary>
internal static class ServerLog
{
    private static readonly string[] Severities = ["PANIC:", "FATAL:", "error:", "ERROR:"];

    public static string Reason(ServerPaths paths, ProgramResult result)
    {
        var start = File.Exists(paths.StartLog) ? File.ReadAllLines(paths.StartLog) : [];
        return Complaint(start) ?? (start.Any(IsLast) ? Complaint(NewestLog(paths)) : null) ?? Reason(result);
    }

    public static string Reason(ProgramResult result)
    {
        var lines = $"{result.Output}\n{result.Error}"
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return Complaint(lines) ?? lines.LastOrDefault() ?? $"exit code {result.ExitCode}";
    }

    /// <summary>The last complaint, without the time before it.</summary>
    private static string? Complaint(IEnumerable<string> lines) => lines
        .Select(line => Severities.Select(s => line.IndexOf(s, StringComparison.Ordinal)).Max() is >= 0 and var at
            ? line[at..]
            : null)
        .LastOrDefault(complaint => complaint is not null);

    private static bool IsLast(string line) =>
        line.Contains("redirecting log output to logging collector process", StringComparison.Ordinal);

    private static IEnumerable<string> NewestLog(ServerPaths paths)
    {
        var newest = new DirectoryInfo(paths.Logs).EnumerateFiles("server-*.log").MaxBy(file => file.LastWriteTimeUtc);
        return newest is null ? [] : File.ReadLines(newest.FullName);
    }
}
