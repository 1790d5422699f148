using System.Net.Sockets;
using Npgsql;

namespace RunEvaluations.Infrastructure.Database.Embedded;

/// <summary>The one database of the cluster, and the way to it.</summary>
internal sealed class ApplicationDatabase
{
    /// <summary>The superuser, who owns the tables.</summary>
    public const string OwnerName = "run_evaluations";

    private const string ServiceName = "run_evaluations_service";

    private const string Name = "run_evaluations";

    private readonly NpgsqlConnectionStringBuilder settings;

    public ApplicationDatabase(ServerPaths paths)
    {
        try
        {
            settings = new NpgsqlConnectionStringBuilder
            {
                Host = paths.SocketDirectory,
                Username = OwnerName,
                Password = File.ReadAllText(paths.Password),
                Database = Name,
                // Nothing to protect on a socket in a directory that is closed to others: saves two round trips.
                SslMode = SslMode.Disable,
                GssEncryptionMode = GssEncryptionMode.Disable,
            };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartupException(
                $"The password of the database in {paths.Root} (Embedded:DataDirectory) cannot be read from "
                + $"{paths.Password}: {exception.Message}",
                exception);
        }
    }

    public DatabaseConnections Connections => new(
        new NpgsqlConnectionStringBuilder(settings.ConnectionString) { Username = ServiceName }.ConnectionString,
        settings.ConnectionString);

    /// <summary>Makes sure that the database is there; false where the server does not answer (yet).</summary>
    public async Task<bool> TryEnsureAsync(CancellationToken cancellationToken)
    {
        try
        {
            await EnsureServiceAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            await CreateAsync(cancellationToken).ConfigureAwait(false);
            await EnsureServiceAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.CannotConnectNow)
        {
            return false;
        }
        catch (PostgresException exception)
        {
            throw new StartupException(
                $"The server in {settings.Host} (Embedded:DataDirectory) does not let the service in: "
                + exception.MessageText,
                exception);
        }
        catch (NpgsqlException exception) when (exception.InnerException is SocketException or IOException)
        {
            return false;
        }
    }

    /// <summary>
    /// Renames the database <c>postgres</c> of a new cluster, which is as empty as a new one would be: a copy of the
    /// template takes a fifth of a second, and a first start has three.
    /// </summary>
    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ExecuteAsync("template1", $"alter database postgres rename to {Name}", cancellationToken)
                .ConfigureAwait(false);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            await ExecuteAsync("template1", $"create database {Name}", cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// The role that the service works as. Its password is the owner's: whoever may read the one file may read both,
    /// and what the role may not do it may not do with any password.
    /// </summary>
    private Task EnsureServiceAsync(CancellationToken cancellationToken) =>
        ExecuteAsync(
            Name,
            $"""
            do $$
            begin
              if not exists (select from pg_roles where rolname = '{ServiceName}' and rolcanlogin) then
                if not exists (select from pg_roles where rolname = '{ServiceName}') then
                  create role {ServiceName};
                end if;
                alter role {ServiceName} login password '{settings.Password}';
              end if;
            end
            $$
            """,
            cancellationToken);

    private async Task ExecuteAsync(string database, string statement, CancellationToken cancellationToken)
    {
        var unpooled = new NpgsqlConnectionStringBuilder(settings.ConnectionString) { Database = database, Pooling = false };
        var connection = new NpgsqlConnection(unpooled.ConnectionString);
        await using (connection.ConfigureAwait(false))
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            var command = new NpgsqlCommand(statement, connection);
            await using (command.ConfigureAwait(false))
                await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
