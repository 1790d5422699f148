using RunEvaluations.Api.Tests.TestBed;
using RunEvaluations.Testing;

namespace RunEvaluations.Api.Tests.Isolation;

/// <summary>Looks into every table of accounts that the catalogue has, past row-level security.</summary>
internal sealed class AccountRows(ServiceFixture service, string victim)
{
    /// <summary>
    /// All rows of all other accounts, told by a hash. On a given server others write at the same time: there it is those of
    /// the victim.
    /// </summary>
    public async Task<string> OfAllBut(string account)
    {
        var tables = await service.Query<string[]>("""
            select array_agg(c.relname::text order by c.relname) from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attname = 'account_id'
            where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
            """);
        Assert.InRange(tables.Length, 6, int.MaxValue);
        var others = GivenServer.IsUsed ? $"= {Quoted(victim)}" : $"<> {Quoted(account)}";
        var hashes = tables.Select(table =>
            $"(select md5(string_agg(t::text, ' ' order by t::text)) from {table} t where account_id {others})");
        return await service.Query<string>($"select concat_ws(' ', {string.Join(", ", hashes)})");
    }

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
