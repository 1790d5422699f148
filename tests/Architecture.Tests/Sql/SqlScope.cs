using System.Text.RegularExpressions;

namespace RunEvaluations.Architecture.Tests.Sql;

/// <summary>A word, a sign, or what stands in a pair of parentheses.</summary>
internal sealed record SqlToken(string Text, SqlScope? Inner = null);

/// <summary>
/// What stands in one pair of parentheses, or in none, up to a word that joins two queries: there an alias means one
/// relation.
/// </summary>
internal sealed partial class SqlScope(SqlScope? outer)
{
    public SqlScope? Outer => outer;

    public List<SqlToken> Tokens { get; } = [];

    public static IReadOnlyList<SqlScope> Read(string sql)
    {
        var current = new SqlScope(null);
        List<SqlScope> all = [current];
        var open = new Stack<SqlScope>();
        foreach (Match word in Word().Matches(SqlText.Bare(sql)))
        {
            switch (word.Value.ToLowerInvariant())
            {
                case "(":
                    var inner = new SqlScope(current);
                    current.Tokens.Add(new("()", inner));
                    open.Push(current);
                    all.Add(current = inner);
                    break;
                case ")":
                    current = open.TryPop(out var around) ? around : current;
                    break;
                case ";" or "union" or "except" or "intersect":
                    all.Add(current = new(current.Outer));
                    break;
                case var text:
                    current.Tokens.Add(new(word.Value[0] == '@' ? word.Value : text));
                    break;
            }
        }

        return all;
    }

    public SqlToken At(int index) => index >= 0 && index < Tokens.Count ? Tokens[index] : new("");

    [GeneratedRegex(@"@\w+|\w+(\.\w+)*|[^\s\w]")]
    private static partial Regex Word();
}
