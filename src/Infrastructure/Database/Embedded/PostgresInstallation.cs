using System.ComponentModel;
using System.Globalization;
using System.Text.RegularExpressions;

namespace RunEvaluations.Infrastructure.Database.Embedded;

/// <summary>The programs of one PostgreSQL of this machine.</summary>
internal sealed partial record PostgresInstallation(string BinaryDirectory, int MajorVersion)
{
    public const int OldestVersion = 14;

    private static readonly string[] Programs = ["pg_ctl", "initdb", "postgres"];

    public string Control => Path.Combine(BinaryDirectory, "pg_ctl");

    public string Initialise => Path.Combine(BinaryDirectory, "initdb");

    /// <summary>The newest installation, or that of the version which made the existing cluster.</summary>
    public static async Task<PostgresInstallation> FindAsync(
        string? configured, ServerPaths paths, ServerAccount account, CancellationToken cancellationToken)
    {
        var wanted = ClusterVersion(paths);
        var found = new List<PostgresInstallation>();
        foreach (var directory in Candidates(configured))
            if (await VersionAsync(directory, account, cancellationToken).ConfigureAwait(false) is { } version)
                found.Add(new PostgresInstallation(directory, version));

        if (found.Count == 0)
            throw new StartupException(string.IsNullOrWhiteSpace(configured)
                ? "PostgreSQL was not found: install it (Debian/Ubuntu: apt-get install postgresql; macOS: "
                    + "brew install postgresql), or set Embedded:BinaryDirectory or ConnectionStrings:RunEvaluations."
                : $"There is no PostgreSQL that can be run in {configured} ({string.Join(", ", Programs)}): "
                    + "correct Embedded:BinaryDirectory.");

        return Choose(found, wanted, paths);
    }

    internal static PostgresInstallation Choose(
        IReadOnlyCollection<PostgresInstallation> found, int? wanted, ServerPaths paths)
    {
        if (wanted is { } version)
            return found.FirstOrDefault(i => i.MajorVersion == version) ?? throw new StartupException(
                $"The database in {paths.Home} was made by PostgreSQL {version}, and found was {Versions(found)}: "
                + $"install PostgreSQL {version}, or set Embedded:BinaryDirectory to it, "
                + "or Embedded:DataDirectory to a new one.");

        var newest = found.MaxBy(i => i.MajorVersion)!;
        return newest.MajorVersion >= OldestVersion ? newest : throw new StartupException(
            $"PostgreSQL {OldestVersion} or newer is needed, and found was {Versions(found)}: "
            + "install a newer one, or set Embedded:BinaryDirectory or ConnectionStrings:RunEvaluations.");
    }

    private static string Versions(IEnumerable<PostgresInstallation> found) =>
        string.Join(", ", found.Select(i => $"{i.MajorVersion} in {i.BinaryDirectory}"));

    /// <summary>Directories that hold the programs, links resolved so that each installation is asked once.</summary>
    private static IEnumerable<string> Candidates(string? configured)
    {
        var directories = string.IsNullOrWhiteSpace(configured)
            ? InstallationDirectories.All()
            : [Path.GetFullPath(configured)];
        return directories
            .Select(directory => Path.Combine(directory, Programs[0]))
            .Where(File.Exists)
            .Select(control => Path.GetDirectoryName(File.ResolveLinkTarget(control, true)?.FullName ?? control)!)
            .Where(directory => Programs.All(program => File.Exists(Path.Combine(directory, program))))
            .Distinct();
    }

    /// <summary>Null where it does not run, for instance because the account may not reach it.</summary>
    private static async Task<int?> VersionAsync(
        string directory, ServerAccount account, CancellationToken cancellationToken)
    {
        try
        {
            var result = await account.RunAsync(Path.Combine(directory, Programs[0]), ["--version"], cancellationToken)
                .ConfigureAwait(false);
            var match = VersionPattern().Match(result.Output);
            return match.Success ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static int? ClusterVersion(ServerPaths paths) =>
        File.Exists(paths.VersionFile)
        && int.TryParse(File.ReadAllText(paths.VersionFile), CultureInfo.InvariantCulture, out var version)
            ? version
            : null;

    [GeneratedRegex(@"\(PostgreSQL\) (\d+)")]
    private static partial Regex VersionPattern();
}
