using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace RunEvaluations.Infrastructure.Database.Embedded;

/// <summary>
/// What lies where below the data directory. Everything of the server is in <see cref="Home"/>, which appears by one
/// rename when it is complete: the cluster and its password cannot be apart.
/// </summary>
internal sealed record ServerPaths
{
    /// <summary>sun_path holds 104 bytes on macOS and 108 on Linux, the closing zero among them.</summary>
    private const int LongestSocketPath = 103;

    private const string SocketName = ".s.PGSQL.5432";

    /// <summary>pg_ctl puts paths between double quotes in a shell command.</summary>
    private static readonly SearchValues<char> SpecialInQuotes = SearchValues.Create("\"$`\\\n\r");

    public ServerPaths(string dataDirectory)
    {
        if (dataDirectory.AsSpan().ContainsAny(SpecialInQuotes))
            throw new StartupException(
                $"The data directory {dataDirectory.ReplaceLineEndings(" ")} has a quote, $, ` or \\ in its name, "
                + "which pg_ctl cannot take: set Embedded:DataDirectory to another one.");

        Root = dataDirectory;
        SocketDirectory = SocketFits(Home) ? Home : $"/tmp/run-evaluations-{Hash(dataDirectory)}";
    }

    /// <summary>The data directory: the service's own, though the server's user passes through it.</summary>
    public string Root { get; }

    public string LockFile => Path.Combine(Root, "service.lock");

    public string OwnerFile => Path.Combine(Root, "service.pid");

    /// <summary>Belongs to the server's user, and is closed to everybody else.</summary>
    public string Home => Path.Combine(Root, "postgres");

    public string Cluster => Path.Combine(Home, "data");

    /// <summary>Says which version made the cluster, and with that that there is one.</summary>
    public string VersionFile => Path.Combine(Cluster, "PG_VERSION");

    public string Password => Path.Combine(Home, "password");

    public string Logs => Path.Combine(Home, "log");

    /// <summary>What the server says before it has opened its own log.</summary>
    public string StartLog => Path.Combine(Logs, "start.log");

    public string PidFile => Path.Combine(Cluster, "postmaster.pid");

    public string OptionsFile => Path.Combine(Cluster, "postmaster.opts");

    /// <summary><see cref="Home"/>, or a short directory of its own where that path is too long for a socket.</summary>
    public string SocketDirectory { get; }

    public bool HasOwnSocketDirectory => SocketDirectory != Home;

    public string Socket => Path.Combine(SocketDirectory, SocketName);

    // A comma separates directories for the server and hosts for the client.
    private static bool SocketFits(string directory) =>
        !directory.Contains(',', StringComparison.Ordinal)
        && Encoding.UTF8.GetByteCount(Path.Combine(directory, SocketName)) <= LongestSocketPath;

    private static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
}
