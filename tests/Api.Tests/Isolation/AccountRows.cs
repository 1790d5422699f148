using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Isolation;

/// <summary>Looks into every table of accounts that the catalogue has, past row-level security.</summary>
internal sealed class AccountRows(ServiceFixture service)
{
    /// <summary>All rows of all other accounts, told by a hash.</summary>
    public async Task<string> OfAllBut(string account)
    {
        var tables = await service.Query<string[]>("""
            select array_agg(c.relname::text order by c.relname) from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attname = 'account_id'
            where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
            """);
        Assert.InRange(tables.Length, 6, int.MaxValue);
        var but = account.Replace("'", "''", StringComparison.Ordinal);
        var hashes = tables.Select(table =>
            $"(select md5(string_agg(t::text, ' ' order by t::text)) from {table} t where account_id <> '{but}')");
        return await service.Query<string>($"select concat_ws(' ', {string.Join(", ", hashes)})");
    }
}
