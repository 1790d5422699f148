using Dapper;
using Npgsql;

namespace RunEvaluations.Infrastructure.Database;

/// <summary>What the service's role finds of the database: whether it is complete, and whether the role is a safe one.</summary>
public sealed class DatabaseState(NpgsqlDataSource database)
{
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
    /// Why row-level security would not hold the service's role, as the rest of a sentence, or null where it does.
    /// A role that is, or may become, the owner of the tables could take the security away.
    /// </summary>
    public async Task<string?> UnsafeRole(CancellationToken cancellationToken)
    {
        const string Sql = """
            select case
              when r.rolsuper then 'is a superuser'
              when r.rolbypassrls then 'has BYPASSRLS'
              when exists (
                select from pg_class c
                where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
                  and pg_has_role(r.oid, c.relowner, 'member')) then 'owns the tables'
              when exists (
                select from pg_roles m
                where (m.rolsuper or m.rolbypassrls) and pg_has_role(r.oid, m.oid, 'member'))
                then 'is a member of a role that row-level security does not hold'
            end
            from pg_roles r where r.rolname = session_user
            """;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<string?>(
            new CommandDefinition(Sql, cancellationToken: cancellationToken));
    }
}
