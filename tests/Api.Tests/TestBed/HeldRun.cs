using Npgsql;

namespace RunEvaluations.Api.Tests.TestBed;

/// <summary>Keeps the row of a run locked: whoever records an evaluation of it waits until this is disposed of.</summary>
internal sealed class HeldRun : IAsyncDisposable
{
    private readonly NpgsqlDataSource database;
    private readonly NpgsqlConnection connection;

    private HeldRun(NpgsqlDataSource database, NpgsqlConnection connection) =>
        (this.database, this.connection) = (database, connection);

    public static async Task<HeldRun> Lock(ServiceFixture service, Guid run)
    {
        var database = NpgsqlDataSource.Create(service.Connections.Owner);
        var connection = await database.OpenConnectionAsync();
        await connection.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand($"select from runs where id = '{run}' for update", connection);
        await hold.ExecuteNonQueryAsync();
        return new HeldRun(database, connection);
    }

    /// <summary>Until so many transactions wait for a row.</summary>
    public static Task IsWaitedFor(ServiceFixture service, int waiting = 1) => Eventually.Is(async () =>
        await service.Query<long>(
            """
            select count(*) from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'
            """) >= waiting);

    public async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync();
        await database.DisposeAsync();
    }
}
