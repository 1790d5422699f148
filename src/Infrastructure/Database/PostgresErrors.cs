using Npgsql;

namespace RunEvaluations.Infrastructure.Database;

/// <summary>Reads what PostgreSQL says of a refused statement, for translation beside that statement.</summary>
internal static class PostgresErrors
{
    /// <summary>
    /// Whether a constraint with this name, one of uniqueness where no other kind is said, refused the statement. Another
    /// node of a distributed database says so in the message alone, and adds the number of the table's part.
    /// </summary>
    public static bool Violates(
        this PostgresException exception, string constraint, string kind = PostgresErrorCodes.UniqueViolation) =>
        exception.SqlState == kind
        && (exception.ConstraintName is { } name
            ? name == constraint
            : exception.MessageText.Contains($"{constraint}_", StringComparison.Ordinal));
}
