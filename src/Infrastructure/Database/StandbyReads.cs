using System.Data.Common;
using Dapper;
using Microsoft.Extensions.Logging;
using RunEvaluations.Application.Pipeline;

namespace RunEvaluations.Infrastructure.Database;

/// <summary>
/// Reads of one request from a standby. It says in the same round trip how old what it has may be: as old as the last
/// commit that it has replayed. That is an upper limit, also where the standby has lost its primary.
/// </summary>
internal sealed class StandbyReads(
    DatabaseServers servers, StandbySettings settings, DatabaseLimits limits, ILogger<StandbyReads>? logger = null)
    : IReadSource
{
    // Where that is too old the statement after it is told no account, finds nothing, and is not looked at.
    private readonly string forAccount = FormattableString.Invariant($"""
        with standby as (
          select pg_is_in_recovery() as recovers,
            greatest(0, extract(epoch from clock_timestamp() - pg_last_xact_replay_timestamp())) as seconds
        )
        select recovers, seconds::float8, set_config(
          'run_evaluations.account_id',
          case when not recovers or seconds <= {settings.MaxStaleness?.TotalSeconds ?? 0} then @AccountId else '' end,
          true),
          {limits.TransactionSettings}
        from standby;

        """);

    public bool MayBeOld { get; set; }

    public bool MustBeFresh { get; set; }

    public TimeSpan? Staleness { get; private set; }

    /// <summary>The rows, or null where the primary has to be asked.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="values">Its parameters.</param>
    /// <param name="silentSeconds">How long it may say nothing; null for as long as any.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<AccountRows?> TryRead(
        string sql, object values, int? silentSeconds, CancellationToken cancellationToken)
    {
        if (settings.MaxStaleness is not { } longest || !MayBeOld || MustBeFresh)
            return null;

        try
        {
            return await Read(sql, values, longest, silentSeconds, cancellationToken);
        }
        catch (DbException e) when (!cancellationToken.IsCancellationRequested)
        {
            logger?.LogWarning("A standby does not answer ({Reason}): the primary is asked.", e.Message);
            return null;
        }
    }

    private async Task<AccountRows?> Read(
        string sql, object values, TimeSpan longest, int? silentSeconds, CancellationToken cancellationToken)
    {
        var connection = await servers.Standbys.OpenConnectionAsync(cancellationToken);
        DbDataReader? reader = null;
        AccountRows? rows = null;
        var failed = true;
        try
        {
            reader = await connection.ExecuteReaderAsync(new CommandDefinition(
                forAccount + sql, values, commandTimeout: silentSeconds, cancellationToken: cancellationToken));
            await reader.ReadAsync(cancellationToken);
            if (reader.GetBoolean(0))
            {
                var staleness = reader.IsDBNull(1) ? TimeSpan.MaxValue : TimeSpan.FromSeconds(reader.GetDouble(1));
                if (staleness > longest)
                {
                    failed = false;
                    return null;
                }

                Staleness = Staleness > staleness ? Staleness : staleness;
            }

            await reader.NextResultAsync(cancellationToken);
            return rows = new AccountRows(reader, connection);
        }
        finally
        {
            if (rows is null)
                await AccountRows.Close(reader, connection, failed: failed);
        }
    }
}
