namespace RunEvaluations.Architecture.Tests.Sql;

/// <summary>
/// Whether a statement touches rows of the caller's account only: each relation that has an account is bound to
/// <c>@AccountId</c>, by a condition of its own or by equality with the account of a relation that is bound.
/// </summary>
internal sealed class AccountFilter
{
    private const string Parameter = "@AccountId";

    private readonly Dictionary<SqlScope, SqlRelations> scopes;
    private readonly HashSet<string> commonTables;
    private readonly HashSet<SqlRelation> bound = new(ReferenceEqualityComparer.Instance);

    private AccountFilter(string sql, IReadOnlySet<string> accountTables)
    {
        scopes = SqlScope.Read(sql).ToDictionary(scope => scope, scope => new SqlRelations(scope));

        // Inside its own body, a common table expression that is called like a table is that table.
        commonTables = [.. scopes.Keys.SelectMany(CommonTablesOf).Except(accountTables)];
        int before;
        do
        {
            before = bound.Count;
            foreach (var scope in scopes.Keys)
                Bind(scope);
        }
        while (bound.Count > before);
    }

    /// <summary>The tables of the statement that nothing binds to the account of the caller.</summary>
    public static IReadOnlyList<string> UnboundTables(string sql, IReadOnlySet<string> accountTables)
    {
        var filter = new AccountFilter(sql, accountTables);
        return
        [
            .. from scope in filter.scopes.Values
               from relation in scope.Relations
               where accountTables.Contains(relation.Name) && !filter.bound.Contains(relation)
               select relation.Name,
        ];
    }

    private void Bind(SqlScope scope)
    {
        var (relations, equalities) = (scopes[scope].Relations, scopes[scope].Equalities);

        // The body of a common table expression answers for what comes out of it.
        bound.UnionWith(relations.Where(r => !r.IsInsert && commonTables.Contains(r.Name)));
        bound.UnionWith(relations.Where(r => r.IsInsert && InsertsForTheAccount(scope, r)));
        foreach (var equality in equalities)
        {
            BindOne(scope, equality, equality.Left, equality.Right);
            BindOne(scope, equality, equality.Right, equality.Left);
        }
    }

    private void BindOne(SqlScope scope, SqlEquality equality, string own, string other)
    {
        // A condition of an outer join says nothing of the rows on its other side.
        if (Find(scope, own, outwards: false) is { } relation
            && (!equality.IsJoin || ReferenceEquals(equality.Joined, relation))
            && IsTheAccount(scope, other))
            bound.Add(relation);
    }

    private bool IsTheAccount(SqlScope scope, string side) =>
        side == Parameter || (Find(scope, side, outwards: true) is { } relation && bound.Contains(relation));

    /// <summary>The relation whose account_id this is: without an alias, the only one that there is.</summary>
    private SqlRelation? Find(SqlScope scope, string column, bool outwards)
    {
        var relations = scopes[scope].Relations;
        if (column == "account_id")
            return relations.Count == 1 ? relations[0] : null;
        if (!column.EndsWith(".account_id", StringComparison.Ordinal))
            return null;
        var alias = column[..column.IndexOf('.', StringComparison.Ordinal)];
        return relations.FirstOrDefault(r => r.Alias == alias)
            ?? (outwards && scope.Outer is { } outer ? Find(outer, column, outwards) : null);
    }

    private bool InsertsForTheAccount(SqlScope scope, SqlRelation relation)
    {
        var into = scope.Tokens.FindIndex(token => token.Text == "into");
        var columns = scope.Tokens.FindIndex(into + 1, token => token.Inner is not null);
        if (columns < 0 || scope.Tokens[columns].Inner!.At(0).Text != "account_id")
            return false;
        return scope.At(columns + 1).Text switch
        {
            "values" => scope.Tokens.Skip(columns + 2)
                .TakeWhile(token => token.Inner is not null || token.Text == ",")
                .Where(token => token.Inner is not null)
                .All(row => IsTheAccount(scope, row.Inner!.At(0).Text)),
            "select" => IsTheAccount(scope, scope.At(columns + 2).Text),
            _ => false,
        };
    }

    private static IEnumerable<string> CommonTablesOf(SqlScope scope) =>
        from i in Enumerable.Range(1, Math.Max(0, scope.Tokens.Count - 1))
        where scope.At(i - 1).Text is "with" or "recursive" or ","
        let body = scope.At(i + 2).Text switch { "materialized" => i + 3, "not" => i + 4, _ => i + 2 }
        where scope.At(i + 1).Text == "as" && scope.At(body).Inner is not null
        select scope.At(i).Text;
}
