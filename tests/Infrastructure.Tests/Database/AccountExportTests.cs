using System.Text.Json;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Values;
using RunEvaluations.Infrastructure.Database.Accounts;
using RunEvaluations.Infrastructure.Tests.TestBed;
using RunEvaluations.Testing;

namespace RunEvaluations.Infrastructure.Tests.Database;

/// <summary>What an export of an account holds, and that a purge leaves nothing of it, and all of the others.</summary>
public sealed class AccountExportTests(Ledger ledger) : IClassFixture<Ledger>
{
    [Fact]
    public async Task An_export_has_a_line_for_each_row_and_says_where_it_ends()
    {
        var account = await Filled();
        await Filled();

        var lines = await Export(account.Id);

        Assert.Equal("run-evaluations-account", lines[0].GetProperty("format").GetString());
        Assert.Equal(account.Id, lines[0].GetProperty("account_id").GetString());
        var rows = lines[1..^1];
        Assert.All(rows, line => Assert.Equal(account.Id, Row(line).GetProperty("account_id").GetString()));
        var counts = rows.CountBy(line => line.GetProperty("table").GetString()!).ToDictionary();
        Assert.Equal(Present(await RowsOf(account.Id)), counts);
        Assert.True(lines[^1].GetProperty("end").GetBoolean());
        Assert.All(counts, c => Assert.Equal(c.Value, lines[^1].GetProperty("rows").GetProperty(c.Key).GetInt64()));
    }

    [NeedsOwnDatabase("reads the catalogue")]
    [Fact]
    public async Task Every_table_of_accounts_is_exported_or_left_out_by_name()
    {
        var exported = (await Export("nobody"))[0].GetProperty("tables").EnumerateArray().Select(t => t.GetString());

        Assert.Equal((await Tables()).Except(["idempotency_keys"]).Order(), exported.Order());
    }

    [NeedsOwnDatabase("reads the catalogue")]
    [Fact]
    public async Task What_humanloops_clients_have_stored_is_exported()
    {
        var account = await Filled();

        var filled = Present(await RowsOf(account.Id)).Keys.Where(IsHumanloops);

        Assert.Equal((await Tables()).Where(IsHumanloops).Order(), filled.Order());
        Assert.Equal(
            (await Tables()).Where(IsHumanloops).Order(),
            (await Export(account.Id))[1..^1].Select(line => line.GetProperty("table").GetString()!)
                .Where(IsHumanloops).Distinct().Order());

        static bool IsHumanloops(string table) => table.StartsWith("humanloop_", StringComparison.Ordinal);
    }

    [NeedsOwnDatabase("makes a table")]
    [Fact]
    public async Task What_was_stored_comes_out_as_it_was_spelt_and_secrets_do_not()
    {
        var account = ledger.NewAccount();
        var json = """
            { "a" :
              1.50, "é": "\u00e9" }
            """;
        await account.Has(account.ARun() with { Metadata = new JsonObjectText(json) });
        await ledger.Execute(
            """
            create table exported_secrets (account_id text not null, id int not null, secret_hash bytea, note text,
              twice int generated always as (id * 2) stored, primary key (account_id, id));
            insert into exported_secrets values (@Id, 1, '\xdeadbeef', E'two\nlines');
            """,
            new { account.Id });

        var lines = await Export(account.Id);
        await ledger.Execute("drop table exported_secrets");

        var run = Row(lines.Single(line => IsOf(line, "runs")));
        Assert.Equal(json, run.GetProperty("metadata").GetString());
        Assert.Equal("2026-03-01T12:00:00+00:00", run.GetProperty("created_at").GetString());
        var secret = Row(lines.Single(line => IsOf(line, "exported_secrets")));
        Assert.Equal(["account_id", "id", "note"], secret.EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public async Task An_export_is_of_one_moment()
    {
        var account = await Filled();
        var before = await RowsOf(account.Id);
        var output = new Interrupted(async () => await account.HasEvaluation());

        var rows = await new AccountExport(ledger.Connections.Owner).Write(account.Id, output, default);

        Assert.Equal(before.Values.Sum(), rows);
        Assert.True((await RowsOf(account.Id)).Values.Sum() > rows);
    }

    [Fact]
    public async Task A_purge_goes_on_after_its_first_batch()
    {
        var account = ledger.NewAccount();
        await ledger.Execute(
            """
            insert into runs (account_id, id, status, created_by, created_at)
            select @Id, ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'completed', 'ann', now()
            from generate_series(1, 20001) n
            """,
            new { account.Id });

        var deleted = await new AccountPurge(ledger.Connections.Owner).Run(account.Id, default);

        Assert.Equal(20_001, deleted["runs"]);
        Assert.Empty(Present(await RowsOf(account.Id)));
    }

    [NeedsOwnDatabase("counts the rows of everybody")]
    [Fact]
    public async Task A_purge_takes_all_of_one_account_and_nothing_of_another()
    {
        var (account, other) = (await Filled(), await Filled());
        var before = await RowsOf(account.Id);
        var others = await RowsNotOf(account.Id);

        var deleted = await new AccountPurge(ledger.Connections.Owner).Run(account.Id, default);

        Assert.Equal(Present(before), Present(deleted.ToDictionary(d => d.Key, d => (int)d.Value)));
        Assert.All(await RowsOf(account.Id), rows => Assert.Equal(0, rows.Value));
        Assert.Equal(others, await RowsNotOf(account.Id));
        Assert.NotEmpty(Present(await RowsOf(other.Id)));
        Assert.All(
            await new AccountPurge(ledger.Connections.Owner).Run(account.Id, default), d => Assert.Equal(0, d.Value));
    }

    [NeedsOwnDatabase("changes the owner of tables")]
    [Fact]
    public async Task A_purge_and_an_export_hold_under_row_level_security()
    {
        var (account, other) = (await Filled(), await Filled());
        var owner = await ledger.WithPlainOwner();
        var others = await RowsNotOf(account.Id);

        var exported = new StringWriter();
        var rows = await new AccountExport(owner).Write(account.Id, exported, default);
        var deleted = await new AccountPurge(owner).Run(account.Id, default);

        Assert.Equal(rows, deleted.Values.Sum());
        Assert.True(rows >= 24, $"{rows} rows");
        Assert.Equal(others, await RowsNotOf(account.Id));
        Assert.NotEmpty(Present(await RowsOf(other.Id)));
    }

    /// <summary>An account with something in every table that there is.</summary>
    private async Task<Account> Filled()
    {
        var account = ledger.NewAccount();
        await new AccountRetention(ledger.Connections.Owner).Set(account.Id, 30, default);
        var evaluation = await account.HasEvaluation();
        await account.HasEvaluatorFor(await account.HasLabel());
        await ledger.Evaluations.ChangeValue(
            new(account.Ann, evaluation.RunId, evaluation.Id, Account.Now), 0, default);
        await ledger.Evaluations.Retract(new(account.Ann, evaluation.RunId, evaluation.Id, Account.Now), default);
        await HasHumanloopRows(new(ledger, account));
        return account;
    }

    private static async Task HasHumanloopRows(Workspace workspace)
    {
        var flow = await workspace.Has(workspace.AVersion("{}", FileKind.Flow));
        var judge = await workspace.HasJudge("\"return_type\":\"boolean\"");
        var dataset = await workspace.HasDataset("one", "two");
        var experiment = await workspace.HasExperiment(
            (await workspace.HasSuite(flow, [judge], "suite")).Value, dataset, flow);
        var log = await workspace.HasLog(flow, experiment, (await workspace.DatapointsOf(dataset))[0]);
        await workspace.Judges(judge, log, true);
    }

    private async Task<List<JsonElement>> Export(string accountId)
    {
        var text = new StringWriter();
        await new AccountExport(ledger.Connections.Owner).Write(accountId, text, default);
        return text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement).ToList();
    }

    private static JsonElement Row(JsonElement line) => line.GetProperty("row");

    private static bool IsOf(JsonElement line, string table) =>
        line.TryGetProperty("table", out var name) && name.GetString() == table;

    private Task<Dictionary<string, int>> RowsOf(string accountId) => Rows("=", accountId);

    private Task<Dictionary<string, int>> RowsNotOf(string accountId) => Rows("<>", accountId);

    private async Task<Dictionary<string, int>> Rows(string comparison, string accountId)
    {
        var rows = new Dictionary<string, int>();
        foreach (var table in await Tables())
            rows[table] = await ledger.Ask<int>(
                $"select count(*)::int from {table} where account_id {comparison} @Id", new { Id = accountId });
        return rows;
    }

    /// <summary>Those of accounts, as the catalogue has them.</summary>
    private async Task<IReadOnlyList<string>> Tables() => (await ledger.Ask<string[]>("""
        select array_agg(c.relname::text)
        from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'account_id'
        where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
        """))!;

    private static Dictionary<string, int> Present(Dictionary<string, int> rows) =>
        rows.Where(r => r.Value > 0).ToDictionary();

    /// <summary>Output before the first line of which something happens.</summary>
    private sealed class Interrupted(Func<Task> interruption) : StringWriter
    {
        private bool done;

        public override async Task WriteAsync(string? value)
        {
            await base.WriteAsync(value);
            if (!done)
                await interruption();
            done = true;
        }
    }
}
