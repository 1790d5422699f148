using Dapper;
using RunEvaluations.Infrastructure.Tests.TestBed;
using RunEvaluations.Testing;

namespace RunEvaluations.Infrastructure.Tests.Database;

/// <summary>
/// Every key starts with the account, as the server itself understands the migrations: no key reveals another
/// account's ids, and the tables can be distributed by account.
/// </summary>
[NeedsOwnDatabase("reads the catalogue")]
public sealed class CatalogueTests(Ledger ledger) : IClassFixture<Ledger>
{
    [Fact]
    public async Task Every_table_belongs_to_accounts_but_that_of_the_migrator()
    {
        const string Sql = """
            select c.relname from pg_class c
            where c.relkind in ('r', 'p') and c.relnamespace = @Schema::regnamespace and not exists (
              select from pg_attribute a where a.attrelid = c.oid and a.attname = 'account_id' and a.attnotnull)
            """;

        Assert.Equal(["schema_migrations"], await Ask<string>(Sql, "public"));
    }

    [Fact]
    public async Task Every_index_and_foreign_key_starts_with_the_account()
    {
        var keys = (await Keys("public")).ToList();

        Assert.Contains(new Key("runs_pkey", "account_id"), keys);
        Assert.Contains(new Key("evaluation_labels_name", "account_id"), keys);
        Assert.Contains(new Key("run_evaluations_run as it is referred to", "account_id"), keys);
        Assert.DoesNotContain(keys, key => key.First != "account_id");
    }

    [Fact]
    public async Task A_key_that_starts_with_something_else_is_found()
    {
        await ledger.Execute("""
            create schema bad;
            create table bad.fine (account_id text, id uuid, primary key (account_id, id), unique (id, account_id));
            create table bad.swapped (account_id text, id uuid, name text, primary key (id, account_id));
            create unique index swapped_name on bad.swapped (name, account_id);
            create index swapped_lower on bad.swapped (lower(account_id));
            create table bad.twisted (other text, id uuid, unique (other, id));
            create table bad.keyless (account_id text, other text, id uuid,
              constraint crossed foreign key (other, id) references bad.fine (account_id, id),
              constraint bent foreign key (account_id, id) references bad.twisted (other, id));
            """);

        Assert.Equal(
            [
                new("bent as it is referred to", "other"), new("crossed", "other"),
                new("fine_id_account_id_key", "id"), new("keyless has no primary key", null),
                new("swapped_lower", null), new("swapped_name", "name"), new("swapped_pkey", "id"),
            ],
            (await Keys("bad")).Where(key => key.First != "account_id"));
    }

    /// <summary>The indexes and foreign keys of the tables of accounts, and the column that each starts with.</summary>
    private Task<IEnumerable<Key>> Keys(string schema) => Ask<Key>(
        """
        with tables as (
          select c.oid, c.relname from pg_class c
          join pg_attribute a on a.attrelid = c.oid and a.attname = 'account_id'
          where c.relkind in ('r', 'p') and c.relnamespace = @Schema::regnamespace
        ), keys as (
          select c.relname::text as name, t.oid as table_oid, i.indkey[0] as first
          from pg_index i join tables t on t.oid = i.indrelid join pg_class c on c.oid = i.indexrelid
          union all
          select c.conname, t.oid, c.conkey[1]
          from pg_constraint c join tables t on t.oid = c.conrelid where c.contype = 'f'
          union all
          select c.conname || ' as it is referred to', c.confrelid, c.confkey[1]
          from pg_constraint c join tables t on t.oid = c.conrelid where c.contype = 'f'
          union all
          select t.relname || ' has no primary key', t.oid, null from tables t
          where not exists (select from pg_constraint c where c.conrelid = t.oid and c.contype = 'p')
        )
        select k.name, a.attname::text as first
        from keys k left join pg_attribute a on a.attrelid = k.table_oid and a.attnum = k.first and k.first > 0
        order by k.name collate "C"
        """,
        schema);

    private async Task<IEnumerable<T>> Ask<T>(string sql, string schema)
    {
        await using var connection = await ledger.Database.OpenConnectionAsync();
        return await connection.QueryAsync<T>(sql, new { Schema = schema });
    }

    private sealed record Key(string Name, string? First);
}
