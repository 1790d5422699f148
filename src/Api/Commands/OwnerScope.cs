using Npgsql;
using RunEvaluations.Api.Hosting;
using RunEvaluations.Api.Settings;
using RunEvaluations.Infrastructure.Database;

namespace RunEvaluations.Api.Commands;

/// <summary>What a command needs that works as the tables' owner: the connection string of the owner, beside a running service or alone.</summary>
internal static class OwnerScope
{
    public static async Task<int> Run(
        string[] arguments, Func<string, Task<int>> work, CancellationToken cancellationToken)
    {
        var builder = ServiceHost.CreateBuilder(arguments);
        using var loggers = builder.AddServiceLog(toStandardError: true);
        await using var database = new Database(ServiceSettings.Read(builder), loggers);
        await database.Open(besideService: true, cancellationToken);
        try
        {
            return await work(database.Connections.Owner);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new SettingException(ServiceSettings.OwnerName, $"must name the tables' owner ({e.MessageText}).");
        }
        catch (NpgsqlException e)
        {
            throw new StartupException($"The database cannot be used: {e.Message}", e);
        }
    }
}
