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
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);

        var applied = await Migrate(new Migrator(source), cancellationToken);
        Console.WriteLine(applied == 0 ? "The database is up to date." : $"Applied {applied} migration(s).");
        return 0;
    }

    public static async Task<int> Migrate(Migrator migrator, CancellationToken cancellationToken)
    {
        try
        {
            return await migrator.Migrate(cancellationToken);
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
