using Dapper;
using Npgsql;

namespace RunEvaluations.Infrastructure.Tests.Isolation;

/// <summary>A table of accounts, as the catalogue has it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">The columns that can be written, by commas.</param>
/// <param name="IsAddedTo">Whether the service may insert into it.</param>
public sealed record AccountTable(string Name, string Columns, bool IsAddedTo)
{
    public IEnumerable<string> ColumnNames => Columns.Split(", ");

    public static async Task<IReadOnlyList<AccountTable>> Of(NpgsqlConnection superuser)
    {
        const string Sql = """
            select c.relname::text as name,
              string_agg(a.attname, ', ' order by a.attnum) filter (where a.attgenerated = '') as columns,
              has_table_privilege('run_evaluations_service', c.oid, 'insert') as "IsAddedTo"
            from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
            group by c.oid, c.relname
            having bool_or(a.attname = 'account_id')
            order by c.relname
            """;
        return [.. await superuser.QueryAsync<AccountTable>(Sql)];
    }

    /// <summary>The same columns, with another account in place of the row's own.</summary>
    public string ColumnsOf(string account) =>
        string.Join(", ", ColumnNames.Select(column => column == "account_id" ? $"'{account}'" : column));
}
