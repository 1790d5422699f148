using System.Globalization;

namespace RunEvaluations.Infrastructure.Database;

/// <summary>
/// What the one setting <c>Database:Timeout</c> comes to for a connection. The parts are ordered so that whoever can end
/// the wait most cleanly has the first try: the server, then Npgsql, which gives the connection up. Whoever asked has
/// been answered by then.
/// </summary>
/// <param name="Timeout">The longest that a request may wait for the database.</param>
internal sealed record DatabaseLimits(TimeSpan Timeout)
{
    public static readonly TimeSpan Default = TimeSpan.FromSeconds(5);

    /// <summary>In the connection string.</summary>
    public string ConnectionSettings => string.Create(
        CultureInfo.InvariantCulture,
        $"Timeout={ConnectSeconds(Timeout)};Command Timeout={SilenceSeconds(Timeout)};Cancellation Timeout=1000");

    /// <summary>
    /// In the select list of the first statement of a transaction, for which they hold. Not among the start-up options,
    /// which poolers refuse. The last is for a service that is frozen in a transaction while others wait for its locks.
    /// </summary>
    public string TransactionSettings { get; } = string.Create(
        CultureInfo.InvariantCulture,
        $"""
        set_config('statement_timeout', '{StatementMilliseconds(Timeout)}', true),
          set_config('lock_timeout', '{StatementMilliseconds(Timeout)}', true),
          set_config('idle_in_transaction_session_timeout', '{SilenceSeconds(Timeout)}s', true)
        """);

    /// <summary>
    /// For a place in the pool and for a new connection. Short, because one that was begun while the database was out of
    /// reach keeps its place in the pool until then; long enough for a pool that fills on a busy machine.
    /// </summary>
    private static int ConnectSeconds(TimeSpan timeout) => Math.Max(1, (int)(timeout * 0.4).TotalSeconds);

    /// <summary>The server's limit for a statement, waiting for locks included.</summary>
    private static int StatementMilliseconds(TimeSpan timeout) => (int)(timeout * 0.6).TotalMilliseconds;

    /// <summary>For a server or a network that no longer says anything.</summary>
    private static int SilenceSeconds(TimeSpan timeout) => (int)Math.Ceiling(timeout.TotalSeconds) + 1;
}
