namespace RunEvaluations.Architecture.Tests.Sql;

/// <summary>A table or common table expression that a scope reads or writes.</summary>
internal sealed record SqlRelation(string Name, string Alias, bool IsInsert);

/// <summary>Two sides that a condition makes equal, and the relation that it joins, if it is not a filter.</summary>
internal sealed record SqlEquality(string Left, string Right, bool IsJoin, SqlRelation? Joined);

/// <summary>
/// The relations of one scope and the equalities that always hold there: those that stand by themselves or between
/// ands, in the scope itself.
/// </summary>
internal sealed class SqlRelations
{
    private static readonly HashSet<string> Introducing = ["from", "join", "using", "update", "into", "truncate"];

    private static readonly HashSet<string> Joining = ["cross", "full", "inner", "left", "natural", "outer", "right"];

    private static readonly HashSet<string> Ending =
    [
        "delete", "fetch", "for", "group", "having", "insert", "limit", "offset", "order", "returning", "select", "set",
        "values", "window", "with",
    ];

    private static readonly HashSet<string> NoAlias =
        [.. Introducing, .. Joining, .. Ending, "as", "do", "no", "of", "on", "skip", "where"];

    private readonly SqlScope scope;
    private readonly List<SqlEquality> pending = [];
    private bool inList;
    private bool inCondition;
    private bool isJoin;
    private bool hasOr;
    private bool keepsRight;
    private SqlRelation? last;

    public SqlRelations(SqlScope scope)
    {
        this.scope = scope;
        for (var i = 0; i < scope.Tokens.Count; i++)
            Visit(i);
        EndClause();
    }

    public List<SqlRelation> Relations { get; } = [];

    public List<SqlEquality> Equalities { get; } = [];

    private void Visit(int i)
    {
        var text = scope.Tokens[i].Text;
        if (text == "from" && scope.At(i - 1).Text == "distinct")
            return;
        if (Introducing.Contains(text) || (text == "," && inList))
        {
            EndClause();
            inList = inList || text is "from" or "using";
            Introduce(i + 1, isInsert: text == "into");
        }
        else if (text is "where" or "on")
        {
            EndClause();
            (inCondition, isJoin) = (scope.At(i + 1).Text != "conflict", text == "on");
            inList = inList && isJoin;
        }
        else if (Ending.Contains(text))
        {
            EndClause();
            inList = false;
        }
        else if (Joining.Contains(text) && scope.At(i + 1).Inner is null)
        {
            EndClause();
            keepsRight = keepsRight || text is "right" or "full";
        }
        else if (inCondition)
        {
            hasOr = hasOr || text == "or";
            if (text == "=" && scope.At(i - 2).Text != "not")
                pending.Add(new(scope.At(i - 1).Text, scope.At(i + 1).Text, isJoin, last));
        }
    }

    private void Introduce(int i, bool isInsert)
    {
        // A subquery answers for itself, and a join that keeps rows without a match filters nothing on its right.
        last = null;
        while (scope.At(i).Text is "only" or "lateral" or "table")
            i++;
        if (IsName(scope.At(i)))
        {
            var name = scope.At(i).Text.Split('.')[^1];
            var next = scope.At(i + 1).Text == "as" ? scope.At(i + 2) : scope.At(i + 1);
            var relation = new SqlRelation(name, IsName(next) ? next.Text : name, isInsert);
            Relations.Add(relation);
            last = keepsRight ? null : relation;
        }

        keepsRight = false;
    }

    private static bool IsName(SqlToken token) =>
        token.Text.Length > 0 && char.IsLetter(token.Text[0]) && !NoAlias.Contains(token.Text);

    private void EndClause()
    {
        if (!hasOr)
            Equalities.AddRange(pending);
        pending.Clear();
        (inCondition, hasOr) = (false, false);
    }
}
