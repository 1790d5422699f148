using System.CommandLine;
using System.Security.Authentication;
using System.Security.Cryptography;
using Npgsql;
using RunEvaluations.Api.Hosting;
using RunEvaluations.Api.Settings;
using RunEvaluations.Infrastructure.Database;

namespace RunEvaluations.Api.Commands;

internal static class MigrateCommand
{
    public static Command Create()
    {
        var distributed = new Option<bool>("--distributed")
        {
            Description = "Spread the tables over the nodes of the Citus cluster that the server coordinates, by account.",
        };
        var command = new Command("migrate", "Bring the database up to date, and end.") { distributed };
        command.AddAction((parsed, settings, cancellationToken) =>
            Run(parsed.GetValue(distributed), settings, cancellationToken));
        return command;
    }

    private static async Task<int> Run(bool distribute, string[] arguments, CancellationToken cancellationToken)
    {
        var builder = ServiceHost.CreateBuilder(arguments);
        using var loggers = builder.AddServiceLog(toStandardError: true);
        await using var database = new Database(ServiceSettings.Read(builder), loggers);
        await database.Open(besideService: true, cancellationToken);

        var migrator = new Migrator(database.Connections.Owner);
        var (applied, distributed) = distribute
            ? await Using(migrator.MigrateAndDistribute, cancellationToken)
            : (await Migrate(migrator, cancellationToken), 0);
        Console.WriteLine(applied == 0 ? "The database is up to date." : $"Applied {applied} migration(s).");
        if (distribute)
            Console.WriteLine(distributed == 0 ? "Every table is distributed." : $"Distributed {distributed} table(s).");
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
