using Npgsql;
using RunEvaluations.Api.Hosting;
using RunEvaluations.Api.Settings;
using RunEvaluations.Infrastructure.Database;

namespace RunEvaluations.Api.Commands;

internal static class MigrateCommand
{
    public static async Task<int> Run(string[] settings, CancellationToken cancellationToken)
    {
        var builder = ServiceHost.CreateBuilder(settings);
        using var loggers = builder.AddServiceLog(toStandardError: true);
        await using var database = await Database.Open(builder, loggers, besideService: true, cancellationToken);
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
        catch (NpgsqlException e)
        {
            throw new SettingException(
                "ConnectionStrings:RunEvaluations",
                $"names a database that cannot be used: {e.Message}");
        }
    }
}
