using System.Security.Authentication;
using System.Security.Cryptography;
using Npgsql;
using RunEvaluations.Api.Hosting;
using RunEvaluations.Api.Settings;
using RunEvaluations.Infrastructure.Database;

namespace RunEvaluations.Api.Commands;

internal static class MigrateCommand
{
    public static async Task<int> Run(string[] arguments, CancellationToken cancellationToken)
    {
        var builder = ServiceHost.CreateBuilder(arguments);
        using var loggers = builder.AddServiceLog(toStandardError: true);
        await using var database = new Database(ServiceSettings.Read(builder), loggers);
        await database.Open(besideService: true, cancellationToken);

        var applied = await Migrate(new Migrator(database.Connections.Owner), cancellationToken);
        Console.WriteLine(applied == 0 ? "The database is up to date." : $"Applied {applied} migration(s).");
        return 0;
    }

    public static Task<int> Migrate(Migrator migrator, CancellationToken cancellationToken) =>
        Using(migrator.Migrate, cancellationToken);

    /// <summary>Uses the database as long as nothing is served: what is wrong with it is wrong with a setting.</summary>
    public static async Task<T> Using<T>(Func<CancellationToken, Task<T>> use, CancellationToken cancellationToken)
    {
        try
        {
            return await use(cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new SettingException(
                ServiceSettings.OwnerName,
                $"must name the tables' owner, since the database is not up to date ({e.MessageText}). Or run the "
                + "command migrate as the owner.");
        }
        catch (Exception e) when (
            e is NpgsqlException or IOException or CryptographicException or AuthenticationException)
        {
            throw new SettingException(
                ServiceSettings.ConnectionStringName,
                $"names a database that cannot be used: {e.Message}");
        }
    }
}
