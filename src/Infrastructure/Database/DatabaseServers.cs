using Microsoft.Extensions.Logging;
using Npgsql;

namespace RunEvaluations.Infrastructure.Database;

/// <summary>
/// The servers that a connection string names: one, or a primary and its standbys, of which Npgsql finds out who is who
/// (<c>Host=a,b</c>) and again as soon as that changes.
/// </summary>
public sealed class DatabaseServers : IAsyncDisposable, IDisposable
{
    private readonly NpgsqlDataSource all;

    private DatabaseServers(NpgsqlDataSource all, TargetSessionAttributes wanted)
    {
        var several = all as NpgsqlMultiHostDataSource;
        this.all = all;
        HasStandbys = several is not null;
        Primary = several?.WithTargetSession(wanted) ?? all;
        Standbys = several?.WithTargetSession(TargetSessionAttributes.PreferStandby) ?? all;
    }

    /// <summary>Whether the connection string names more than one server.</summary>
    public bool HasStandbys { get; }

    /// <summary>The server that is written to, whichever of them that is when a connection is opened.</summary>
    internal NpgsqlDataSource Primary { get; }

    /// <summary>A standby, or the primary where no standby answers.</summary>
    internal NpgsqlDataSource Standbys { get; }

    /// <param name="connectionString">Whichever servers it names.</param>
    /// <param name="name">What metrics call the pool, instead of the connection string.</param>
    /// <param name="loggers">For what Npgsql has to say.</param>
    /// <exception cref="ArgumentException">Or what else Npgsql has against the connection string.</exception>
    public static DatabaseServers Open(string connectionString, string name, ILoggerFactory? loggers = null)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        var wanted = Wanted(settings);
        // Npgsql takes it from either the string or the data source, and refuses the one where there is the other.
        settings.TargetSessionAttributes = null;
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString) { Name = name };
        builder.UseLoggerFactory(loggers);
        return new DatabaseServers(builder.Build(), wanted);
    }

    public void Dispose() => all.Dispose();

    public ValueTask DisposeAsync() => all.DisposeAsync();

    private static TargetSessionAttributes Wanted(NpgsqlConnectionStringBuilder settings) =>
        settings.TargetSessionAttributes is { } text
            ? Enum.Parse<TargetSessionAttributes>(text.Replace("-", "", StringComparison.Ordinal), ignoreCase: true)
            : TargetSessionAttributes.Primary;
}
