using Npgsql;

namespace RunEvaluations.Infrastructure.Database;

/// <summary>Reads what PostgreSQL says of a refused statement, for translation beside that statement.</summary>
internal static class PostgresErrors
{
    /// <summary>Whether a uniqueness constraint with this name refused the statement.</summary>
    public static bool Violates(this PostgresException exception, string uniqueConstraint) =>
        exception.SqlState == PostgresErrorCodes.UniqueViolation && exception.ConstraintName == uniqueConstraint;
}
