namespace RunEvaluations.Architecture.Tests.Sql;

public class AccountFilterTests
{
    private static readonly HashSet<string> Tables = ["runs", "labels"];

    [Theory]
    [InlineData("select from runs r where r.account_id = @AccountId")]
    [InlineData("select from runs r join labels l on l.account_id = r.account_id where @AccountId = r.account_id")]
    [InlineData("""
        select from runs where account_id = @AccountId and exists (select from labels l
        where l.account_id = runs.account_id)
        """)]
    [InlineData("""
        with r as (select * from runs where account_id = @AccountId) select
        from r join labels l on l.account_id = r.account_id
        """)]
    [InlineData("select from runs where account_id = @AccountId and status is distinct from @Status")]
    [InlineData("insert into runs (account_id, id) values (@AccountId, 1), (@AccountId, 2)")]
    [InlineData("""
        insert into runs as r (account_id, id) select @AccountId, i from unnest(@Ids) i
        on conflict (account_id, id) do update set id = r.id
        """)]
    [InlineData("""
        update runs r set id = 1 from labels l
        where l.account_id = @AccountId and r.account_id = l.account_id
        """)]
    [InlineData("delete from runs r using labels l where r.account_id = @AccountId and l.account_id = r.account_id")]
    public void A_statement_whose_tables_are_all_bound_is_fine(string sql) =>
        Assert.Empty(AccountFilter.UnboundTables(sql, Tables));

    [Theory]
    [InlineData("select from runs -- where account_id = @AccountId", "runs")]
    [InlineData("select from runs where account_id = @AccountId or id = @Id", "runs")]
    [InlineData("select from runs where account_id = @AccountId and left(status, 1) = @S or id = @Id", "runs")]
    [InlineData("select from runs where not account_id = @AccountId", "runs")]
    [InlineData("select from runs where account_id <> @AccountId", "runs")]
    [InlineData("select from runs where account_id = @AccountId union select from runs", "runs")]
    [InlineData("select from runs r, labels l where r.account_id = @AccountId", "labels")]
    [InlineData("select from runs r left join labels l on r.account_id = @AccountId", "runs labels")]
    [InlineData("""
        select from runs r right join labels l on l.account_id = r.account_id
        where r.account_id = @AccountId
        """, "labels")]
    [InlineData("select from runs r join labels l on l.account_id = r.account_id where r.id = @Id", "runs labels")]
    [InlineData("""
        select from runs where account_id = @AccountId and exists (select from labels l
        where l.id = @Id)
        """, "labels")]
    [InlineData("with runs as (select * from runs) select from runs where account_id = @AccountId", "runs")]
    [InlineData("select from public.\"runs\" where id = @Id", "runs")]
    [InlineData("insert into runs (id, account_id) values (1, @AccountId)", "runs")]
    [InlineData("insert into runs (account_id, id) values (@AccountId, 1), (@Other, 2)", "runs")]
    [InlineData("insert into runs (account_id, id) select l.account_id, l.id from labels l", "runs labels")]
    [InlineData("update runs set account_id = @AccountId where id = @Id", "runs")]
    [InlineData("delete from runs using labels l where l.account_id = @AccountId", "runs")]
    [InlineData("truncate runs", "runs")]
    public void A_table_that_nothing_binds_is_found(string sql, string tables) =>
        Assert.Equal(tables.Split(' '), AccountFilter.UnboundTables(sql, Tables));
}
