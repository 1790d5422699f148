using Microsoft.Extensions.Logging.Abstractions;
using RunEvaluations.Infrastructure.Database;
using RunEvaluations.Infrastructure.Database.Embedded;

namespace RunEvaluations.Infrastructure.Tests.Database.Embedded;

/// <summary>What a service does with the server, as a process of its own that can be killed.</summary>
internal static class EmbeddedPostgresHost
{
    public const string Ready = "ready";

    /// <summary>Starts the server in the directory, says so, and stops it when the standard input ends.</summary>
    public static async Task<int> Main(string[] args)
    {
        try
        {
            await using var server = await EmbeddedPostgres.StartAsync(
                new EmbeddedPostgresSettings { DataDirectory = args[0] }, NullLogger.Instance);
            await Console.Out.WriteLineAsync(Ready);
            await Console.In.ReadToEndAsync();
            return 0;
        }
        catch (StartupException exception)
        {
            await Console.Out.WriteLineAsync(exception.Message);
            return 1;
        }
    }
}
