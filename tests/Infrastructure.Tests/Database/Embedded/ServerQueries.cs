using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using RunEvaluations.Infrastructure.Database.Embedded;

namespace RunEvaluations.Infrastructure.Tests.Database.Embedded;

internal static class ServerQueries
{
    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(60);

    public static Task<EmbeddedPostgres> StartAsync(this TemporaryDirectory directory) =>
        EmbeddedPostgres.StartAsync(directory.Settings, NullLogger.Instance);

    /// <summary>The first value of the answer, over a connection of its own.</summary>
    public static async Task<object?> AskAsync(string connectionString, string statement)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        return await command.ExecuteScalarAsync();
    }

    public static Task<object?> AskAsync(this EmbeddedPostgres server, string statement) =>
        AskAsync(server.Connections.Owner, statement);

    public static async Task UntilAsync(Func<bool> condition)
    {
        var began = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < Generous, "It has not come about.");
            await Task.Delay(20);
        }
    }
}
