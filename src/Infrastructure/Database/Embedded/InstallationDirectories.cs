namespace RunEvaluations.Infrastructure.Database.Embedded;

/// <summary>Where packages put the server's programs, which most of them keep out of PATH.</summary>
internal static class InstallationDirectories
{
    /// <summary>A parent, and the pattern of the installations in it.</summary>
    private static readonly (string Parent, string Pattern)[] Packages =
    [
        ("/usr/lib/postgresql", "*"), // Debian, Ubuntu
        ("/usr", "pgsql-*"), // the PostgreSQL project's packages for Red Hat
        ("/opt/homebrew/opt", "postgresql*"), // Homebrew on Apple silicon
        ("/usr/local/opt", "postgresql*"), // Homebrew on Intel
        ("/home/linuxbrew/.linuxbrew/opt", "postgresql*"),
    ];

    public static IEnumerable<string> All()
    {
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        return path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathRooted)
            .Concat(Packages.SelectMany(Installed))
            .Append("/opt/homebrew/bin");
    }

    private static IEnumerable<string> Installed((string Parent, string Pattern) package)
    {
        if (!Directory.Exists(package.Parent))
            return [];

        return Directory.EnumerateDirectories(package.Parent, package.Pattern).Select(d => Path.Combine(d, "bin"));
    }
}
