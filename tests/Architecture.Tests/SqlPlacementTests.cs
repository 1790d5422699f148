using System.Text.RegularExpressions;
using RunEvaluations.Architecture.Tests.Source;

namespace RunEvaluations.Architecture.Tests;

public partial class SqlPlacementTests
{
    [Fact]
    public void Only_infrastructure_speaks_sql()
    {
        NoStringIsSql(Checkout.Sources("src/Domain")).Passes(atLeast: 10);
        NoStringIsSql(Checkout.Sources("src/Application")).Passes(atLeast: 10);
        NoStringIsSql(Checkout.Sources("src/Api")).Passes(atLeast: 10);
    }

    [Fact]
    public void Infrastructure_itself_would_be_found() =>
        Assert.True(NoStringIsSql(Checkout.Sources("src/Infrastructure")).Offences.Count >= 15);

    [Fact]
    public void Sql_anywhere_else_is_found()
    {
        var bad = new SourceFile("src/Api/Reports.cs", """"
            class Reports
            {
                const string Table = "runs";
                string harmless = "Select one, update it, or delete it."; // select * from comments
                string a = $"SELECT id FROM {Table}";
                string b = "insert " + "into runs (id) values (1)";
                string c = """
                    update runs
                    set status = 'failed'
                    """;
                string d = "delete from runs";
            }
            """");

        Assert.Equal(
            ["src/Api/Reports.cs:5", "src/Api/Reports.cs:6", "src/Api/Reports.cs:7", "src/Api/Reports.cs:11"],
            NoStringIsSql([bad]).Offences);
    }

    private static Inspection NoStringIsSql(IEnumerable<SourceFile> files) =>
        Inspection.Of(files.SelectMany(SourceString.In), text => Statement().IsMatch(text.Text) ? [text.Place] : []);

    [GeneratedRegex(
        @"\bselect\b.*\bfrom\b|\binsert\s+into\b|\bupdate\s+\S+\s+(\w+\s+)?(\w+\s+)?set\s+\w+\s*=|\bdelete\s+from\b",
        RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Statement();
}
