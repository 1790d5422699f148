using Dapper;
using Npgsql;
using RunEvaluations.Infrastructure.Tests.Database;
using RunEvaluations.Infrastructure.Tests.TestBed;

namespace RunEvaluations.Infrastructure.Tests.Isolation;

/// <summary>
/// Rows of two accounts in every table of the catalogue, with the same ids in both: what a statement of the one says
/// fits the other's rows just as well.
/// </summary>
public sealed class TwoAccounts : IAsyncLifetime
{
    /// <summary>The account that statements are made for.</summary>
    public const string Mine = "acme";

    /// <summary>The one that they must not reach.</summary>
    public const string Theirs = "umbrella";

    private readonly SchemaRows rows = new();

    /// <summary>The tables that hold what belongs to accounts.</summary>
    public IReadOnlyList<AccountTable> Tables { get; private set; } = [];

    internal Ledger Ledger => rows.Ledger;

    public async Task InitializeAsync()
    {
        await rows.InitializeAsync();
        await using var superuser = await Ledger.Database.OpenConnectionAsync();
        Tables = await AccountTable.Of(superuser);
        foreach (var table in Tables)
        {
            if (!SchemaRows.Tables.Contains(table.Name))
                throw new InvalidOperationException($"SchemaRows has no row for {table.Name}: add one.");
            await rows.Insert(table.Name);
        }

        await Copy(Mine, Theirs);
        await superuser.ExecuteAsync("vacuum (analyze)");
    }

    public Task DisposeAsync() => rows.DisposeAsync();

    /// <summary>As the service's role, in a transaction for an account; for none where it is null.</summary>
    public async Task<NpgsqlConnection> AsService(string? account)
    {
        var connection = new NpgsqlConnection($"{Ledger.Connections.Service};Pooling=false;Include Error Detail=true");
        await connection.OpenAsync();
        await connection.ExecuteAsync("begin transaction");
        if (account is not null)
            await connection.ExecuteAsync("select set_config('run_evaluations.account_id', @account, true)", new { account });
        return connection;
    }

    /// <summary>Commits a statement: how many rows it wrote, or -1 where it was refused.</summary>
    public async Task<int> Try(string? account, string sql)
    {
        await using var service = await AsService(account);
        try
        {
            var written = await service.ExecuteAsync(sql);
            await service.ExecuteAsync("commit transaction");
            return Math.Max(written, 0);
        }
        catch (PostgresException)
        {
            return -1;
        }
    }

    /// <summary>Why a statement is refused.</summary>
    public async Task<PostgresException> Refused(string? account, string sql)
    {
        await using var service = await AsService(account);
        return await Assert.ThrowsAsync<PostgresException>(() => service.ExecuteAsync(sql));
    }

    /// <summary>Brings back what a test has deleted or changed of its own account.</summary>
    public async Task RefillMine()
    {
        foreach (var table in Tables)
            await Ledger.Execute(
                $"set session_replication_role = replica; delete from {table.Name} where account_id = '{Mine}'");
        await Copy(Theirs, Mine);
    }

    /// <summary>All that another account has and by whom it was last written, so that no write is missed, and what keeps it apart: tables, policies, grants and roles.</summary>
    public async Task<string> WhatIsTheirs()
    {
        await using var superuser = await Ledger.Database.OpenConnectionAsync();
        List<string?> found = [];
        foreach (var table in Tables)
            found.Add(await superuser.ExecuteScalarAsync<string>($"""
                select string_agg(t.xmin || t::text, ' ' order by t::text) from {table.Name} t where account_id = '{Theirs}'
                """));
        found.Add(await superuser.ExecuteScalarAsync<string>("""
            select concat_ws(' ',
              (select string_agg(concat_ws(',', c.oid, c.relname, c.relowner, c.relacl, c.relrowsecurity,
                c.relforcerowsecurity, c.relhastriggers, c.relhasrules), ' ' order by c.oid)
                from pg_class c where c.relnamespace = 'public'::regnamespace),
              (select string_agg(p::text, ' ' order by p.oid) from pg_policy p),
              (select string_agg(concat_ws(',', t.oid, t.tgenabled), ' ' order by t.oid) from pg_trigger t),
              (select string_agg(n.nspname || n.nspowner, ' ' order by n.oid) from pg_namespace n
                where n.nspname !~ '^pg_'),
              (select string_agg(r::text, ' ' order by r.oid) from pg_roles r
                where r.rolname = 'run_evaluations_service'))
            """));
        return string.Join('\n', found);
    }

    /// <summary>Foreign keys look the other way, so that the order of the tables does not matter.</summary>
    private async Task Copy(string from, string to)
    {
        foreach (var table in Tables)
            await Ledger.Execute($"""
                set session_replication_role = replica;
                insert into {table.Name} ({table.Columns})
                select {table.ColumnsOf(to)} from {table.Name} where account_id = '{from}'
                """);
    }
}
