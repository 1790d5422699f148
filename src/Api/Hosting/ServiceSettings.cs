using Npgsql;
using RunEvaluations.Api.Input;
using RunEvaluations.Api.Security;
using RunEvaluations.Api.Settings;
using RunEvaluations.Infrastructure.Database.Embedded;

namespace RunEvaluations.Api.Hosting;

/// <summary>Every setting of the service, read and checked before anything is started.</summary>
internal sealed record ServiceSettings
{
    public const string ConnectionStringName = $"{ConnectionStrings}:RunEvaluations";

    private const string ConnectionStrings = "ConnectionStrings";

    public required AuthenticationSettings Authentication { get; init; }

    public required EmbeddedPostgresSettings Embedded { get; init; }

    public required DatabaseSettings Database { get; init; }

    public required InputLimits Limits { get; init; }

    public required ShutdownSettings Shutdown { get; init; }

    /// <summary>Null where the embedded server is used.</summary>
    public required string? ConnectionString { get; init; }

    /// <exception cref="SettingException">A setting is missing, unsafe, unknown or cannot be read.</exception>
    public static ServiceSettings Read(WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var settings = new ServiceSettings
        {
            Authentication = configuration.Read<AuthenticationSettings>(AuthenticationSettings.Section),
            Embedded = configuration.Read<EmbeddedPostgresSettings>("Embedded"),
            Database = configuration.Read<DatabaseSettings>(DatabaseSettings.Section),
            Limits = configuration.Read<InputLimits>(InputLimits.Section),
            Shutdown = configuration.Read<ShutdownSettings>(ShutdownSettings.Section),
            ConnectionString = ReadConnectionString(configuration),
        };

        var mayEmbed = settings.Embedded.Enabled ?? !builder.Environment.IsProduction();
        if (settings.ConnectionString is null && !mayEmbed)
            throw new SettingException(
                ConnectionStringName,
                "is missing, and the embedded PostgreSQL is off: in Production it has to be asked for with "
                + "Embedded:Enabled=true.");
        return settings;
    }

    private static string? ReadConnectionString(IConfiguration configuration)
    {
        if (configuration[ConnectionStringName] is { } text && !string.IsNullOrWhiteSpace(text))
            return Checked(text);

        // A misspelt name must not bring up the embedded server, which is empty, in place of the one that was meant.
        var other = configuration.GetSection(ConnectionStrings).GetChildren()
            .FirstOrDefault(s => !s.Path.Equals(ConnectionStringName, StringComparison.OrdinalIgnoreCase));
        return other is null
            ? null
            : throw new SettingException(other.Path, $"is unknown; there is {ConnectionStringName}.");
    }

    private static string Checked(string text)
    {
        try
        {
            using var source = NpgsqlDataSource.Create(text);
            return text;
        }
        catch (Exception e) when (
            e is ArgumentException or FormatException or OverflowException
                or InvalidOperationException or NotSupportedException)
        {
            // The reason may quote a part of the password.
            throw new SettingException(
                ConnectionStringName,
                "cannot be read: it must be as Host=db.example;Database=evaluations;Username=…;Password=….");
        }
    }
}
