using Dapper;
using Npgsql;

namespace RunEvaluations.Infrastructure.Database.Accounts;

/// <summary>A table that holds what belongs to accounts, as the server's own catalogue describes it.</summary>
internal sealed record AccountTable
{
    /// <summary>Quoted where it has to be, as are the columns.</summary>
    public required string Name { get; init; }

    /// <summary>Expressions, each with its name, of what a row was given; what is computed from that is left out.</summary>
    public required string[] Columns { get; init; }

    /// <summary>The columns of the primary key.</summary>
    public required string[] Key { get; init; }

    /// <summary>All of them, found by their column <c>account_id</c>: what others refer to comes before those.</summary>
    public static async Task<IReadOnlyList<AccountTable>> All(
        NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        // A JSON column is a text here: as it was spelt, and without the line ends that it may have.
        const string Sql = """
            with recursive tables as (
              select c.oid from pg_class c
              join pg_attribute a on a.attrelid = c.oid and a.attname = 'account_id' and not a.attisdropped
              where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = current_schema()::regnamespace
            ), levels as (
              select t.oid, 0 as level from tables t
              union
              select f.conrelid, l.level + 1 from levels l
              join pg_constraint f on f.contype = 'f' and f.confrelid = l.oid and f.conrelid <> l.oid
            ), columns as (
              select t.oid, array_agg(quote_ident(a.attname)
                || case when a.atttypid in ('json'::regtype, 'jsonb'::regtype) then '::text as ' || quote_ident(a.attname)
                   else '' end order by a.attnum) as columns
              from tables t join pg_attribute a on a.attrelid = t.oid
              where a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
              group by t.oid
            ), keys as (
              select t.oid, array_agg(quote_ident(a.attname) order by array_position(k.conkey, a.attnum)) as key
              from tables t
              join pg_constraint k on k.conrelid = t.oid and k.contype = 'p'
              join pg_attribute a on a.attrelid = t.oid and a.attnum = any (k.conkey)
              group by t.oid
            )
            select t.oid::regclass::text as name, c.columns, k.key
            from tables t join columns c on c.oid = t.oid join keys k on k.oid = t.oid
            order by (select max(l.level) from levels l where l.oid = t.oid), 1
            """;
        var tables = await connection.QueryAsync<AccountTable>(
            new CommandDefinition(Sql, cancellationToken: cancellationToken));
        return [.. tables];
    }
}
