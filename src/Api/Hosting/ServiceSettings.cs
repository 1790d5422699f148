using Npgsql;
using RunEvaluations.Api.Limits;
using RunEvaluations.Api.Preconditions;
using RunEvaluations.Api.Security;
using RunEvaluations.Api.Settings;
using RunEvaluations.Application.Idempotency;
using RunEvaluations.Infrastructure.Database;
using RunEvaluations.Infrastructure.Database.Embedded;

namespace RunEvaluations.Api.Hosting;

/// <summary>Every setting of the service, read and checked before anything is started.</summary>
internal sealed record ServiceSettings
{
    public const string ConnectionStringName = $"{ConnectionStrings}:RunEvaluations";

    public const string OwnerName = $"{ConnectionStrings}:Owner";

    private const string ConnectionStrings = "ConnectionStrings";

    public required AuthenticationSettings Authentication { get; init; }

    public required EmbeddedPostgresSettings Embedded { get; init; }

    public required DatabaseSettings Database { get; init; }

    public required StatisticsSettings Statistics { get; init; }

    public required LimitSettings Limits { get; init; }

    public required ConcurrencySettings Concurrency { get; init; }

    public required IdempotencySettings Idempotency { get; init; }

    public required CleanUpSettings CleanUp { get; init; }

    public required ShutdownSettings Shutdown { get; init; }

    /// <summary>Null where the embedded server is used.</summary>
    public required DatabaseConnections? Connections { get; init; }

    /// <exception cref="SettingException">A setting is missing, unsafe, unknown or cannot be read.</exception>
    public static ServiceSettings Read(WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var settings = new ServiceSettings
        {
            Authentication = configuration.Read<AuthenticationSettings>(AuthenticationSettings.Section),
            Embedded = configuration.Read<EmbeddedPostgresSettings>("Embedded"),
            Database = configuration.Read<DatabaseSettings>(DatabaseSettings.Section),
            Statistics = configuration.Read<StatisticsSettings>(StatisticsSettings.Section),
            Limits = configuration.Read<LimitSettings>(LimitSettings.Section),
            Concurrency = configuration.Read<ConcurrencySettings>(ConcurrencySettings.Section),
            Idempotency = configuration.Read<IdempotencySettings>(IdempotencySettings.Section),
            CleanUp = configuration.Read<CleanUpSettings>(CleanUpSettings.Section),
            Shutdown = configuration.Read<ShutdownSettings>(ShutdownSettings.Section),
            Connections = ReadConnections(configuration),
        };

        var mayEmbed = settings.Embedded.Enabled ?? !builder.Environment.IsProduction();
        if (settings.Connections is null && !mayEmbed)
            throw new SettingException(
                ConnectionStringName,
                "is missing, and the embedded PostgreSQL is off: in Production it has to be asked for with "
                + "Embedded:Enabled=true.");
        if (settings.Database.ReadFrom is ReadFrom.Standby && !HasStandbys(settings.Connections))
            throw new SettingException(
                $"{DatabaseSettings.Section}:{nameof(settings.Database.ReadFrom)}",
                $"is of no use unless {ConnectionStringName} names several hosts.");
        return settings;
    }

    private static bool HasStandbys(DatabaseConnections? connections)
    {
        if (connections is null)
            return false;
        using var servers = DatabaseServers.Open(connections.Service, "RunEvaluations settings");
        return servers.HasStandbys;
    }

    private static DatabaseConnections? ReadConnections(IConfiguration configuration)
    {
        // A misspelt name must not bring up the embedded server, which is empty, in place of the one that was meant.
        var unknown = configuration.GetSection(ConnectionStrings).GetChildren()
            .FirstOrDefault(s => !Is(s, ConnectionStringName) && !Is(s, OwnerName));
        if (unknown is not null)
            throw new SettingException(unknown.Path, $"is unknown; there are {ConnectionStringName} and {OwnerName}.");

        var (service, owner) = (Given(configuration, ConnectionStringName), Given(configuration, OwnerName));
        if (service is null)
            return owner is null ? null : throw new SettingException(OwnerName, $"is of no use without {ConnectionStringName}.");
        return new DatabaseConnections(service, owner ?? service);
    }

    private static bool Is(IConfigurationSection setting, string name) =>
        setting.Path.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static string? Given(IConfiguration configuration, string name) =>
        configuration[name] is { } text && !string.IsNullOrWhiteSpace(text) ? Checked(name, text) : null;

    private static string Checked(string name, string text)
    {
        try
        {
            // What would persist is the password, in the name of the connection: that is logged and measured.
            var settings = new NpgsqlConnectionStringBuilder(text) { PersistSecurityInfo = false };
            using var servers = DatabaseServers.Open(settings.ConnectionString, "RunEvaluations settings");
            return settings.ConnectionString;
        }
        catch (Exception e) when (
            e is ArgumentException or FormatException or OverflowException
                or InvalidOperationException or NotSupportedException)
        {
            // The reason may quote a part of the password.
            throw new SettingException(
                name,
                "cannot be read: it must be as Host=db.example;Database=evaluations;Username=…;Password=….");
        }
    }
}
