using Dapper;
using Npgsql;
using RunEvaluations.Infrastructure.Database.Accounts;

namespace RunEvaluations.Infrastructure.Database;

/// <summary>
/// Spreads the tables of accounts over the nodes of a Citus cluster: by account, with all that is an account's own on
/// one node, so that its keys, foreign keys and statements need no other. It may be asked for again and again: what is
/// distributed is passed over.
/// </summary>
internal static class Distribution
{
    /// <summary>Asks whether it has been done: the last step of it leaves the function behind.</summary>
    public const string IsDistributed = "select to_regprocedure('set_everywhere(text, text)') is not null";

    /// <summary>Whether the database is distributed, and a table of it, that of a new script for instance, is not.</summary>
    public static async Task<bool> IsIncomplete(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        await IsThere(connection, cancellationToken) && (await Local(connection, cancellationToken)).Count > 0;

    public static Task<bool> IsThere(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        Ask(connection, IsDistributed, cancellationToken);

    /// <exception cref="StartupException">The server cannot do it.</exception>
    public static async Task Check(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        const string Extension = "select exists (select from pg_extension where extname = 'citus')";
        const string Coordinator = "select citus_is_coordinator()";
        const string SeesEveryRow = "select rolsuper or rolbypassrls from pg_roles where rolname = current_user";

        if (!await Ask(connection, Extension, cancellationToken))
            throw new StartupException(
                "The database cannot be distributed, since it has no extension citus: as a superuser, on each node: "
                + "create extension citus.");
        if (!await Ask(connection, Coordinator, cancellationToken))
            throw new StartupException(
                "The database cannot be distributed from this server, which is not the coordinator of its cluster: "
                + "ConnectionStrings:Owner must name the coordinator.");
        if (!await Ask(connection, SeesEveryRow, cancellationToken))
            throw new StartupException(
                "The database cannot be distributed as a role that row-level security holds, since rows are copied: "
                + "ConnectionStrings:Owner must name a superuser, or a role with BYPASSRLS.");
    }

    /// <summary>Distributes the tables that are not, and says how many those were.</summary>
    public static async Task<int> Extend(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var tables = await AccountTable.All(connection, cancellationToken);
        var local = await Local(connection, cancellationToken);
        var beside = tables.Select(table => table.Name).Except(local).FirstOrDefault();

        await using (var transaction = await connection.BeginTransactionAsync(cancellationToken))
        {
            await Distribute(connection, local, beside, cancellationToken);
            await MakeFunction(connection, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        foreach (var table in tables)
            await GrantColumns(connection, table.Name, cancellationToken);
        return local.Count;
    }

    /// <param name="connection">In a transaction.</param>
    /// <param name="tables">What others refer to comes before those.</param>
    /// <param name="beside">A table that is distributed; null where there is none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    private static async Task Distribute(
        NpgsqlConnection connection, List<string> tables, string? beside, CancellationToken cancellationToken)
    {
        // One connection to each node: what the first table has locked there the next one refers to.
        const string OneByOne = "set local citus.multi_shard_modify_mode = 'sequential'";
        const string Sql = """
            select create_distributed_table(@Table::text::regclass, 'account_id', colocate_with => @Beside::text)
            """;
        // The rows have been copied: without this the coordinator would keep what can no longer be seen.
        const string Empty = "select truncate_local_data_after_distributing_table(@Table::text::regclass)";

        await Run(connection, OneByOne, null, cancellationToken);
        foreach (var table in tables)
        {
            await Run(connection, Sql, new { Table = table, Beside = beside ?? "none" }, cancellationToken);
            beside ??= table;
        }

        foreach (var table in tables)
            await Run(connection, Empty, new { Table = table }, cancellationToken);
    }

    private static Task MakeFunction(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        // The setting belongs to the function, so that it holds wherever it is called.
        const string Sql = """
            create or replace function set_everywhere(name text, value text) returns text
            language plpgsql set citus.propagate_set_commands to 'local' as $$
            begin
              execute pg_catalog.format('set local %I = %L', name, value);
              return value;
            end
            $$
            """;
        return Run(connection, Sql, null, cancellationToken);
    }

    /// <summary>
    /// Grants on columns go no further than the table of the coordinator by themselves. The parts of the table on the
    /// nodes get the same ones, again also where a part was moved.
    /// </summary>
    private static async Task GrantColumns(NpgsqlConnection connection, string table, CancellationToken cancellationToken)
    {
        const string Sql = """
            select format('grant %s (%s) on %%s to %s', g.privilege_type,
              string_agg(quote_ident(a.attname), ', ' order by a.attnum),
              case g.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(g.grantee)) end)
            from pg_attribute a, aclexplode(a.attacl) g
            where a.attrelid = @Table::text::regclass and not a.attisdropped
            group by g.privilege_type, g.grantee
            """;
        const string OnNodes = """
            select min(result) from run_command_on_shards(@Table::text::regclass, @Command::text) where not success
            """;
        var grants = await connection.QueryAsync<string>(
            new CommandDefinition(Sql, new { Table = table }, cancellationToken: cancellationToken));
        foreach (var command in grants)
        {
            var refusal = await connection.ExecuteScalarAsync<string?>(new CommandDefinition(
                OnNodes, new { Table = table, Command = command }, commandTimeout: 0, cancellationToken: cancellationToken));
            if (refusal is not null)
                throw new StartupException($"A node of the cluster refused a grant on {table}: {refusal}");
        }
    }

    /// <summary>The tables that are not distributed; what others refer to comes before those.</summary>
    private static async Task<List<string>> Local(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        const string Sql = "select logicalrelid::text from pg_dist_partition";
        var distributed = await connection.QueryAsync<string>(
            new CommandDefinition(Sql, cancellationToken: cancellationToken));
        var tables = await AccountTable.All(connection, cancellationToken);
        return [.. tables.Select(table => table.Name).Except(distributed)];
    }

    private static Task<bool> Ask(NpgsqlConnection connection, string sql, CancellationToken cancellationToken) =>
        connection.ExecuteScalarAsync<bool>(new CommandDefinition(sql, cancellationToken: cancellationToken));

    /// <summary>Waits as long as it takes: the rows of large tables are copied.</summary>
    private static Task Run(NpgsqlConnection connection, string sql, object? values, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(
            new CommandDefinition(sql, values, commandTimeout: 0, cancellationToken: cancellationToken));
}
