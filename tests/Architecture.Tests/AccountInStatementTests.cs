using RunEvaluations.Architecture.Tests.Source;
using RunEvaluations.Architecture.Tests.Sql;

namespace RunEvaluations.Architecture.Tests;

/// <summary>No statement reads or writes another account's rows, whatever ids it is given.</summary>
public class AccountInStatementTests
{
    private static readonly HashSet<string> AccountTables =
    [
        .. Checkout.Files("src/Infrastructure/Database/Migrations", "*.sql")
            .SelectMany(path => MigrationTable.In(Checkout.Read(path)))
            .Where(table => table.HasAccount)
            .Select(table => table.Name),
    ];

    [Fact]
    public void Every_statement_keeps_to_the_account_of_the_caller()
    {
        // The migrator and what else works on the database as a whole has no caller.
        var files = Checkout.Sources("src/Infrastructure")
            .Where(file => !file.Folder.StartsWith("src/Infrastructure/Database", StringComparison.Ordinal));

        Assert.Superset(new HashSet<string> { "runs", "run_evaluations", "evaluators" }, AccountTables);
        StatementsKeepToTheAccount(files).Passes(atLeast: 19);
    }

    [Fact]
    public void A_statement_that_forgets_the_account_is_found()
    {
        var bad = new SourceFile("Bad.cs", """"
            class BadRepository
            {
                const string Columns = "id, account_id";
                const string Filter = "where account_id = @AccountId";
                const string Insert = "insert into runs (account_id, id)";

                string Fine() => $"select {Columns} from runs {Filter}";
                string Forgets() => $"select {Columns} from runs where id = @Id and account_id = @Id";
                string Conditional(bool all) => $"select id from runs {(all ? "" : "where account_id = @AccountId")}";
                void Trusts() { const string Sql = $"{Insert} values (@OtherId, @Id)"; Run(Sql); }
            }
            """");

        Assert.Equal(
            [
                "Bad.cs:8 never says @AccountId", "Bad.cs:8 takes runs of any account",
                "Bad.cs:9 never says @AccountId", "Bad.cs:9 takes runs of any account",
                "Bad.cs:10 never says @AccountId", "Bad.cs:10 takes runs of any account",
            ],
            StatementsKeepToTheAccount([bad]).Offences);
    }

    private static Inspection StatementsKeepToTheAccount(IEnumerable<SourceFile> files) =>
        Inspection.Of(
            files.SelectMany(SourceString.In).Where(text => SqlText.HasStatement(text.Text)),
            statement =>
                (statement.Text.Contains("@AccountId", StringComparison.Ordinal)
                    ? []
                    : new[] { $"{statement.Place} never says @AccountId" })
                .Concat(AccountFilter.UnboundTables(statement.Text, AccountTables)
                    .Select(table => $"{statement.Place} takes {table} of any account")));
}
