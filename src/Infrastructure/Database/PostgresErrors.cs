using Npgsql;

namespace RunEvaluations.Infrastructure.Database;

/// <summary>Reads what PostgreSQL says of a refused statement, for translation beside that statement.</summary>
internal static class PostgresErrors
{
    /// <summary>
    /// Whether a uniqueness constraint with this name refused the statement. Another node of a distributed database says
    /// so in the message alone, and adds the number of the table's part.
    /// </summary>
    public static bool Violates(this PostgresException exception, string uniqueConstraint) =>
        exception.SqlState == PostgresErrorCodes.UniqueViolation
        && (exception.ConstraintName is { } name
            ? name == uniqueConstraint
            : exception.MessageText.Contains($"{uniqueConstraint}_", StringComparison.Ordinal));
}
