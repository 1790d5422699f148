using System.ComponentModel;
using Microsoft.Extensions.Logging;

namespace RunEvaluations.Infrastructure.Database.Embedded;

/// <summary>
/// The PostgreSQL that the service runs when it is given no connection string: of a local installation, in a directory
/// that one service owns at a time, on a socket only, stopped with the service and started again when it is killed.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    /// <summary>Recovery from a crash replays up to a gigabyte of log.</summary>
    private static readonly TimeSpan LongestRecovery = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly DirectoryLock ownership;
    private readonly PostgresServer server;
    private readonly ServerSupervisor supervisor;
    private readonly Lazy<Task> stop;

    private EmbeddedPostgres(
        DirectoryLock ownership, PostgresServer server, ServerSupervisor supervisor, DatabaseConnections connections)
    {
        (this.ownership, this.server, this.supervisor, Connections) = (ownership, server, supervisor, connections);
        stop = new Lazy<Task>(StopAsync);
    }

    /// <summary>For Npgsql; they stay the same when the server is started again.</summary>
    public DatabaseConnections Connections { get; }

    /// <summary>
    /// Takes the data directory and starts its server, or takes over the one that a killed service has left. The first
    /// start makes the directory and the database. A cancelled start leaves nothing running.
    /// </summary>
    /// <exception cref="StartupException">
    /// There is no PostgreSQL, or another service owns the directory, or the server does not start.
    /// </exception>
    public static async Task<EmbeddedPostgres> StartAsync(
        EmbeddedPostgresSettings settings,
        ILogger logger,
        TimeProvider? time = null,
        CancellationToken cancellationToken = default)
    {
        time ??= TimeProvider.System;
        var paths = new ServerPaths(DataDirectory.Resolve(settings.DataDirectory));
        try
        {
            PrivateFiles.CreateDirectory(paths.Root);
            var ownership = await DirectoryLock.TakeAsync(paths, time, cancellationToken).ConfigureAwait(false);
            try
            {
                return await StartOwnedAsync(ownership, paths, settings, logger, time, cancellationToken)
                    .ConfigureAwait(false);
            }
            catch
            {
                ownership.Dispose();
                throw;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartupException(
                $"The data directory {paths.Root} cannot be used (set Embedded:DataDirectory to another one): "
                + exception.Message,
                exception);
        }
        catch (Win32Exception exception)
        {
            throw new StartupException(
                $"PostgreSQL could not be run (Embedded:BinaryDirectory): {exception.Message}", exception);
        }
    }

    /// <summary>
    /// For a command that runs beside a service: the connections of that service's server, or null where no
    /// service owns the data directory.
    /// </summary>
    /// <exception cref="StartupException">The password is not this user's to read.</exception>
    public static async Task<DatabaseConnections?> FindRunningAsync(
        EmbeddedPostgresSettings settings, CancellationToken cancellationToken = default)
    {
        var paths = new ServerPaths(DataDirectory.Resolve(settings.DataDirectory));
        try
        {
            // A service that has just begun its first start has neither server nor database yet.
            while (DirectoryLock.IsTaken(paths))
            {
                if (Postmaster.Find(paths) is not null
                    && new ApplicationDatabase(paths) is var database
                    && await database.TryEnsureAsync(cancellationToken).ConfigureAwait(false))
                    return database.Connections;
                await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
            }

            return null;
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new StartupException(
                $"The data directory {paths.Root} (Embedded:DataDirectory) is another user's: {exception.Message}",
                exception);
        }
    }

    /// <summary>Stops the server, which ends the connections that are still open, and gives the directory up.</summary>
    public ValueTask DisposeAsync() => new(stop.Value);

    private static async Task<EmbeddedPostgres> StartOwnedAsync(
        DirectoryLock ownership,
        ServerPaths paths,
        EmbeddedPostgresSettings settings,
        ILogger logger,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var account = await ServerAccount.ChooseAsync(paths, cancellationToken).ConfigureAwait(false);
        var installation = await PostgresInstallation
            .FindAsync(settings.BinaryDirectory, paths, account, cancellationToken).ConfigureAwait(false);
        await new ClusterInitialisation(paths, installation, account).EnsureAsync(cancellationToken)
            .ConfigureAwait(false);

        var database = new ApplicationDatabase(paths);
        var server = new PostgresServer(paths, installation, account, time);
        try
        {
            var pid = await AnswerAsync(server, database, time, cancellationToken).ConfigureAwait(false);
            logger.LogInformation(
                "PostgreSQL {Version} of {Binaries} runs in {Directory} (pid {Pid}).",
                installation.MajorVersion, installation.BinaryDirectory, paths.Root, pid);
            var supervisor = new ServerSupervisor(server, pid, logger, time);
            return new EmbeddedPostgres(ownership, server, supervisor, database.Connections);
        }
        catch
        {
            await server.StopAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task<int> AnswerAsync(
        PostgresServer server, ApplicationDatabase database, TimeProvider time, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (time.GetElapsedTime(began) < LongestRecovery)
        {
            // Each time, since a server that was taken over may have been about to stop.
            var pid = await server.EnsureRunningAsync(cancellationToken).ConfigureAwait(false);
            if (await database.TryEnsureAsync(cancellationToken).ConfigureAwait(false))
                return pid;
            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }

        throw new StartupException(
            $"PostgreSQL in {server.Paths.Root} (Embedded:DataDirectory) has not answered within {LongestRecovery}.");
    }

    private async Task StopAsync()
    {
        await supervisor.DisposeAsync().ConfigureAwait(false);
        await server.StopAsync().ConfigureAwait(false);
        ownership.Dispose();
    }
}
