using Dapper;
using Npgsql;
using RunEvaluations.Infrastructure.Database;
using RunEvaluations.Infrastructure.Tests.TestBed;
using RunEvaluations.Testing;

namespace RunEvaluations.Infrastructure.Tests.Database;

/// <summary>What holds for the tables of accounts holds for their parts, on whichever node those are.</summary>
[NeedsCoordinator]
public sealed class DistributionTests(Ledger ledger) : IClassFixture<Ledger>
{
    [Fact]
    public async Task Every_table_of_accounts_is_distributed_by_account_and_beside_the_others()
    {
        const string Sql = """
            select count(distinct c.relname) as tables, count(distinct t.table_name) as distributed,
              count(distinct t.colocation_id) as groups
            from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attname = 'account_id'
            left join citus_tables t
              on t.table_name = c.oid and t.citus_table_type = 'distributed' and t.distribution_column = 'account_id'
            where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = 'public'::regnamespace
            """;

        await using var connection = await ledger.Database.OpenConnectionAsync();
        var (tables, distributed, groups) = await connection.QuerySingleAsync<(long, long, long)>(Sql);

        Assert.InRange(tables, 8, long.MaxValue);
        Assert.Equal((tables, 1), (distributed, groups));
    }

    [Fact]
    public async Task What_is_distributed_is_passed_over()
    {
        var again = await new Migrator(ledger.Connections.Owner).MigrateAndDistribute(default);

        Assert.Equal((0, 0), again);
    }

    [Fact]
    public async Task On_the_nodes_the_services_role_sees_nothing_without_an_account_and_changes_what_is_granted_alone()
    {
        var evaluation = await ledger.NewAccount().HasEvaluation();
        var (node, part) = await PartOf(evaluation.AccountId);
        await using var there = await OnNode(node);

        Assert.Equal(0, await there.ExecuteScalarAsync<long>($"select count(*) from {part}"));
        Assert.Equal("42501", await Refusal(there, $"update {part} set first_value = 0"));
        Assert.Equal("42501", await Refusal(there, $"delete from {part}"));
        Assert.Null(await Refusal(there, $"update {part} set value = 0"));
        await there.ExecuteAsync("begin; select set_config('run_evaluations.account_id', @AccountId, true)", evaluation);
        Assert.Equal(1, await there.ExecuteScalarAsync<long>($"select count(*) from {part} where value <> 0"));
    }

    [Fact]
    public async Task Statements_of_two_accounts_on_one_connection_are_each_for_its_own()
    {
        await using var one = await Ledger.WithOneConnection();
        var (ada, bob) = (one.NewAccount(), one.NewAccount());
        var (hers, his) = (await ada.HasEvaluation(value: 1), await bob.HasEvaluation(value: 0));

        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(1, (await ada.Reads(hers)).Value);
            Assert.Null(await one.Evaluations.Get(ada.Id, his.RunId, his.Id, null, default));
            Assert.Equal(0, (await bob.Reads(his)).Value);
        }
    }

    private async Task<((string Host, int Port) Node, string Part)> PartOf(string accountId)
    {
        const string Sql = """
            select s.nodename, s.nodeport, s.shard_name from citus_shards s
            where s.table_name = 'run_evaluations'::regclass
              and s.shardid = get_shard_id_for_distribution_column('run_evaluations', @accountId)
            """;
        await using var connection = await ledger.Database.OpenConnectionAsync();
        var (host, port, part) = await connection.QuerySingleAsync<(string, int, string)>(Sql, new { accountId });
        return ((host, port), part);
    }

    private async Task<NpgsqlConnection> OnNode((string Host, int Port) node)
    {
        var settings = new NpgsqlConnectionStringBuilder(ledger.Connections.Service)
        {
            Host = node.Host,
            Port = node.Port,
            Pooling = false,
        };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    private static async Task<string?> Refusal(NpgsqlConnection connection, string sql)
    {
        try
        {
            await connection.ExecuteAsync(sql);
            return null;
        }
        catch (PostgresException e)
        {
            return e.SqlState;
        }
    }
}
