namespace RunEvaluations.Infrastructure.Database.Embedded;

/// <summary>Where the embedded PostgreSQL keeps its files.</summary>
public static class DataDirectory
{
    private const string Name = "run-evaluations";

    /// <summary>
    /// The absolute path of <paramref name="configured"/>, or the default: <c>$XDG_DATA_HOME/run-evaluations</c>, else
    /// <c>~/.local/share/run-evaluations</c>, else for root <c>/var/lib/run-evaluations</c>.
    /// </summary>
    public static string Resolve(string? configured) => Resolve(
        configured,
        Environment.GetEnvironmentVariable("XDG_DATA_HOME"),
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
        Environment.IsPrivilegedProcess);

    internal static string Resolve(string? configured, string? dataHome, string home, bool root)
    {
        if (!string.IsNullOrWhiteSpace(configured))
            return Path.TrimEndingDirectorySeparator(Path.GetFullPath(WithHome(configured, home)));

        // The XDG base directory specification has relative paths ignored.
        if (!string.IsNullOrEmpty(dataHome) && Path.IsPathRooted(dataHome))
            return Path.Combine(Path.GetFullPath(dataHome), Name);

        // PostgreSQL refuses root, and root's home is closed to the user that it is started as.
        return root ? Path.Combine("/var/lib", Name) : Path.Combine(home, ".local", "share", Name);
    }

    /// <summary>No shell has expanded a path that comes from a settings file.</summary>
    private static string WithHome(string path, string home) =>
        path.StartsWith("~/", StringComparison.Ordinal) ? Path.Combine(home, path[2..]) : path;
}
