namespace RunEvaluations.Architecture.Tests.Sql;

/// <summary>A table as a migration makes it, with the first column of its primary key.</summary>
internal sealed record MigrationTable(string Name, bool HasAccount, string? FirstKeyColumn)
{
    public static IEnumerable<MigrationTable> In(string migration)
    {
        var scopes = SqlScope.Read(migration);
        return
            from scope in scopes
            let table = scope.Tokens.FindIndex(token => token.Text == "table")
            where scope.At(table - 1).Text == "create"
            let body = scope.Tokens.FindIndex(token => token.Inner is not null)
            where body > table
            let columns = scope.Tokens[body].Inner
            select new MigrationTable(
                scope.At(body - 1).Text.Split('.')[^1],
                columns.Tokens.Any(token => token.Text == "account_id"),
                FirstKeyColumnOf(columns));
    }

    private static string? FirstKeyColumnOf(SqlScope columns)
    {
        var primary = columns.Tokens.FindIndex(token => token.Text == "primary");
        if (primary < 0)
            return null;
        if (columns.At(primary + 2).Inner is { } key)
            return key.At(0).Text;

        // A key of one column, said beside it.
        var start = columns.Tokens.FindLastIndex(primary, token => token.Text == ",") + 1;
        return columns.At(start).Text;
    }
}
