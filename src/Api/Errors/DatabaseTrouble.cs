using System.Data.Common;

namespace RunEvaluations.Api.Errors;

/// <summary>Tells a database that cannot do its work just now from one that refuses ours, which is a bug.</summary>
internal static class DatabaseTrouble
{
    /// <summary>Classes and codes of PostgreSQL's errors (its documentation, appendix A) that say nothing about us.</summary>
    private static readonly string[] States =
    [
        "08", // the connection: lost, refused, broken off
        "25006", // read-only: a standby, or an administrator's wish
        "25P03", "25P04", // a transaction that took too long
        "28", // our credential is refused: a password that is being changed
        "3D", // the database is not there: being restored
        "40", // serialization, deadlock, an outcome that nobody knows
        "53", // full disk, no memory, no connections left
        "55", // in use, locked, not open to connections
        "57", // shutting down, starting up, statement cancelled by its timeout
        "58", "XX", // the system below it, its files
    ];

    public static bool Explains(Exception exception) => exception switch
    {
        TimeoutException => true,
        // Without a state it is not the server that speaks: the connection failed.
        DbException { SqlState: null } => true,
        DbException { SqlState: var state } => States.Any(s => state.StartsWith(s, StringComparison.Ordinal)),
        _ => false,
    };
}
