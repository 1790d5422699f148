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

    [Fact]
    public async Task Nothing_is_in_the_way_of_distributing_the_tables_by_account() =>
        Assert.Empty(await Obstacles("public"));

    [Fact]
    public async Task What_is_in_the_way_of_it_is_found()
    {
        await ledger.Execute("""
            create schema stuck;
            create table stuck.shared (account_id text, id int, primary key (account_id, id));
            create table stuck.plain (id int primary key);
            create table stuck.counted (account_id text, id int generated always as identity, n serial,
              primary key (account_id, id));
            create table stuck.refers (account_id text, id int references stuck.plain, primary key (account_id, id));
            create table stuck.once (account_id text, id int, name text, primary key (account_id, id), unique (name));
            create table stuck.open (account_id text, id int, primary key (account_id, id));
            alter table stuck.counted enable row level security, force row level security;
            alter table stuck.refers enable row level security, force row level security;
            alter table stuck.once enable row level security;
            alter table stuck.open force row level security;
            create policy p on stuck.counted using (true);
            create policy p on stuck.refers using (true);
            create policy p on stuck.once using (true);
            create policy p on stuck.open using (true);
            """);

        Assert.Equal(
            [
                "counted counts in id", "counted counts in n", "once has once_name_key without the account",
                "once is not behind the wall", "open is not behind the wall", "refers refers to plain, which has no account",
                "refers refers with refers_id_fkey without the account", "shared is not behind the wall",
            ],
            await Obstacles("stuck"));
    }

    /// <summary>
    /// What Citus refuses of a table, and what would not hold on its nodes: a key that does not contain the account on
    /// both sides, a number that one server counts, a table without the policy of accounts.
    /// </summary>
    private Task<IEnumerable<string>> Obstacles(string schema) => Ask<string>(
        """
        with tables as (
          select c.oid, c.relname, c.relrowsecurity and c.relforcerowsecurity
            and exists (select from pg_policy p where p.polrelid = c.oid) as walled, a.attnum as account
          from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'account_id'
          where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = @Schema::regnamespace
        ), obstacles as (
          select t.relname || ' is not behind the wall' as obstacle from tables t where not t.walled
          union all
          select t.relname || ' has ' || i.indexrelid::regclass::name || ' without the account'
          from tables t join pg_index i on i.indrelid = t.oid
          where (i.indisunique or i.indisexclusion) and not t.account = any (i.indkey::int2[])
          union all
          select t.relname || ' refers to ' || r.relname || ', which has no account'
          from tables t join pg_constraint f on f.conrelid = t.oid and f.contype = 'f'
          join pg_class r on r.oid = f.confrelid
          where f.confrelid not in (select oid from tables)
          union all
          select t.relname || ' refers with ' || f.conname || ' without the account'
          from tables t join pg_constraint f on f.conrelid = t.oid and f.contype = 'f'
          left join tables r on r.oid = f.confrelid
          where array_position(f.conkey, t.account) is distinct from array_position(f.confkey, r.account)
            or not t.account = any (f.conkey)
          union all
          select t.relname || ' counts in ' || a.attname
          from tables t join pg_attribute a on a.attrelid = t.oid and not a.attisdropped
          left join pg_attrdef d on d.adrelid = t.oid and d.adnum = a.attnum
          where a.attidentity <> '' or pg_get_expr(d.adbin, d.adrelid) like 'nextval(%'
        )
        select regexp_replace(obstacle, '[a-z]+\.(\w+_key)', '\1') from obstacles order by obstacle collate "C"
        """,
        schema);

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
