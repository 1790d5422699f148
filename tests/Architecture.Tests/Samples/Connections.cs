using System.Data;
using Npgsql;

namespace RunEvaluations.Architecture.Tests.Samples;

internal static class OpensItsOwn
{
    public static async Task<ConnectionState> Open(IServiceProvider services)
    {
        var source = (NpgsqlDataSource)services.GetService(typeof(NpgsqlDataSource))!;
        await using var connection = await source.OpenConnectionAsync();
        return connection.FullState;
    }
}

internal static class TakesAnyConnection
{
    public static bool IsOpen(IDbConnection connection) => connection.State == ConnectionState.Open;
}
