using RunEvaluations.Api.Settings;
using RunEvaluations.Infrastructure.Database.Embedded;

namespace RunEvaluations.Api.Hosting;

/// <summary>
/// The database that the settings name: the server of <c>ConnectionStrings:RunEvaluations</c>, or else the embedded
/// one, which is stopped again when this is disposed of.
/// </summary>
internal sealed class Database : IAsyncDisposable
{
    private const string ConnectionStringSetting = "ConnectionStrings:RunEvaluations";

    private readonly EmbeddedPostgres? owned;

    private Database(string connectionString, EmbeddedPostgres? owned = null) =>
        (ConnectionString, this.owned) = (connectionString, owned);

    public string ConnectionString { get; }

    /// <param name="builder">Its settings and its environment.</param>
    /// <param name="loggers">Where the embedded server's doings are logged.</param>
    /// <param name="besideService">
    /// Whether the server of a running service will do; a service itself has to own the data directory.
    /// </param>
    /// <param name="cancellationToken">Stops a start under way.</param>
    public static async Task<Database> Open(
        WebApplicationBuilder builder,
        ILoggerFactory loggers,
        bool besideService,
        CancellationToken cancellationToken)
    {
        if (builder.Configuration[ConnectionStringSetting] is { Length: > 0 } connectionString)
            return new Database(connectionString);

        var settings = builder.Configuration.Read<EmbeddedPostgresSettings>("Embedded");
        if (!(settings.Enabled ?? !builder.Environment.IsProduction()))
            throw new SettingException(
                ConnectionStringSetting,
                "is missing: in Production the embedded PostgreSQL has to be asked for with Embedded:Enabled=true.");

        if (besideService && await EmbeddedPostgres.FindRunningAsync(settings, cancellationToken) is { } running)
            return new Database(running);

        var logger = loggers.CreateLogger<EmbeddedPostgres>();
        var embedded = await EmbeddedPostgres.StartAsync(settings, logger, TimeProvider.System, cancellationToken);
        return new Database(embedded.ConnectionString, embedded);
    }

    public ValueTask DisposeAsync() => owned?.DisposeAsync() ?? ValueTask.CompletedTask;
}
