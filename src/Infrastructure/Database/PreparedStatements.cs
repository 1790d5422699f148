using System.Data;
using Npgsql;

namespace RunEvaluations.Infrastructure.Database;

internal static class PreparedStatements
{
    /// <summary>
    /// To be called after a statement has failed. The driver takes one that fails while it is being prepared for prepared,
    /// and for one that brings no rows: its next rows would break the connection, and their absence be misread.
    /// </summary>
    /// <param name="connection">Where it failed.</param>
    /// <param name="begun">Whether that left a transaction, in which nothing can be forgotten.</param>
    public static async Task ForgetPrepared(this NpgsqlConnection connection, bool begun = false)
    {
        if (connection.State != ConnectionState.Open)
            return;

        try
        {
            if (begun)
            {
                await using var rollback = connection.CreateCommand();
                rollback.CommandText = "rollback";
                await rollback.ExecuteNonQueryAsync(CancellationToken.None);
            }

            // It blocks for a round trip.
            await Task.Run(connection.UnprepareAll);
        }
        catch (NpgsqlException)
        {
            // The connection is lost, and what it had prepared with it. Why the statement failed says more.
        }
    }
}
