using Dapper;
using Npgsql;

namespace RunEvaluations.Infrastructure.Database;

/// <summary>
/// What the service's role finds of the database: whether it is complete, whether it is distributed, and whether the
/// role is a safe one.
/// </summary>
public sealed class DatabaseState
{
    private readonly NpgsqlDataSource database;
    private readonly DatabaseLimits limits;
    private volatile AccountStatements? statements;

    /// <param name="database">The service's connections.</param>
    /// <param name="longestWait">As for the registration of them.</param>
    public DatabaseState(NpgsqlDataSource database, TimeSpan? longestWait = null) =>
        (this.database, limits) = (database, new DatabaseLimits(longestWait ?? DatabaseLimits.Default));

    /// <summary>Asked for once: a database that becomes a distributed one tells its services nothing until they start again.</summary>
    internal async ValueTask<AccountStatements> AccountStatements(CancellationToken cancellationToken)
    {
        if (statements is { } known)
            return known;

        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var distributed = await connection.ExecuteScalarAsync<bool>(
            new CommandDefinition(Distribution.IsDistributed, cancellationToken: cancellationToken));
        return statements = new AccountStatements(limits, distributed);
    }

    /// <summary>Whether every script of this release has been applied.</summary>
    public async Task<bool> IsUpToDate(CancellationToken cancellationToken)
    {
        const string Sql = "select count(*) from schema_migrations where number = any(@Numbers)";
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        try
        {
            var applied = await connection.ExecuteScalarAsync<long>(
                new CommandDefinition(
                    Sql, new { Numbers = Migrator.Numbers.ToArray() }, cancellationToken: cancellationToken));
            return applied == Migrator.Numbers.Count;
        }
        catch (PostgresException e) when (
            e.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InsufficientPrivilege)
        {
            // Only the last script grants anything to the service's role.
            return false;
        }
    }

    /// <summary>
    /// Why row-level security would not hold the service's role, as the rest of a sentence, or null where it does. A
    /// role that is, or may become, the owner could take the security away; one that reads the server's files or its
    /// log of changes goes around it.
    /// </summary>
    public async Task<string?> UnsafeRole(CancellationToken cancellationToken)
    {
        // Wherever the tables are: the connection string may name another schema than public.
        const string Sql = """
            with role as (
              select r.oid, r.rolsuper, r.rolbypassrls, r.rolreplication, r.rolcreaterole
              from pg_roles r where r.rolname = session_user
            ), owned as (
              select c.relowner, n.nspowner, d.datdba
              from pg_class c join pg_namespace n on n.oid = c.relnamespace
              join pg_database d on d.datname = current_database()
              where c.relkind in ('r', 'p') and (c.relrowsecurity or c.oid = to_regclass('schema_migrations'))
            )
            select case
              when r.rolsuper then 'is a superuser'
              when r.rolbypassrls then 'has BYPASSRLS'
              when r.rolreplication then 'has REPLICATION'
              when r.rolcreaterole then 'has CREATEROLE'
              when exists (select from owned o where pg_has_role(r.oid, o.relowner, 'member')) then 'owns the tables'
              when exists (
                select from owned o
                where pg_has_role(r.oid, o.nspowner, 'member') or pg_has_role(r.oid, o.datdba, 'member'))
                then 'owns the database of the tables, or their schema'
              when exists (
                select from pg_roles m
                where (m.rolsuper or m.rolbypassrls or m.rolreplication or m.rolcreaterole or m.rolname in (
                    'pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program'))
                  and pg_has_role(r.oid, m.oid, 'member'))
                then 'is a member of a role that row-level security does not hold'
            end
            from role r
            """;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<string?>(
            new CommandDefinition(Sql, cancellationToken: cancellationToken));
    }
}
