using System.Text.RegularExpressions;

namespace RunEvaluations.Architecture.Tests.Sql;

internal static partial class SqlText
{
    /// <summary>The text without comments, strings and quotation marks: what is left can be read by words.</summary>
    public static string Bare(string sql) => NotCode().Replace(sql, " ").Replace("\"", "", StringComparison.Ordinal);

    public static bool HasStatement(string text) => Statement().IsMatch(Bare(text));

    [GeneratedRegex(@"--[^\n]*|/\*.*?\*/|'[^']*'", RegexOptions.Singleline)]
    private static partial Regex NotCode();

    [GeneratedRegex(@"\b(select|insert\s+into|update|delete\s+from|merge\s+into|truncate)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Statement();
}
