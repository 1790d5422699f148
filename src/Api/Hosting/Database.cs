using RunEvaluations.Infrastructure.Database;
using RunEvaluations.Infrastructure.Database.Embedded;

namespace RunEvaluations.Api.Hosting;

/// <summary>
/// The database that the settings name: the server of <c>ConnectionStrings:RunEvaluations</c>, or else the embedded
/// one, which is stopped again when this is disposed of.
/// </summary>
internal sealed class Database(ServiceSettings settings, ILoggerFactory loggers) : IAsyncDisposable
{
    private EmbeddedPostgres? owned;
    private DatabaseConnections? connections = settings.Connections;

    /// <summary>Known once it has been opened.</summary>
    public DatabaseConnections Connections =>
        connections ?? throw new InvalidOperationException("The database has not been opened yet.");

    /// <param name="besideService">
    /// Whether the server of a running service will do; a service itself has to own the data directory.
    /// </param>
    /// <param name="cancellationToken">Stops a start under way.</param>
    public async Task Open(bool besideService, CancellationToken cancellationToken)
    {
        if (connections is not null)
            return;

        if (besideService)
            connections = await EmbeddedPostgres.FindRunningAsync(settings.Embedded, cancellationToken);
        if (connections is not null)
            return;

        var logger = loggers.CreateLogger<EmbeddedPostgres>();
        owned = await EmbeddedPostgres.StartAsync(settings.Embedded, logger, TimeProvider.System, cancellationToken);
        connections = owned.Connections;
    }

    public ValueTask DisposeAsync() => owned?.DisposeAsync() ?? ValueTask.CompletedTask;
}
