using Dapper;
using RunEvaluations.Domain.Runs;
using RunEvaluations.Domain.Values;
using RunEvaluations.Infrastructure.Tests.TestBed;

namespace RunEvaluations.Infrastructure.Tests.Database;

/// <summary>What goes in as a parameter comes out of a column.</summary>
public sealed class TypeHandlersTests(Ledger ledger) : IClassFixture<Ledger>
{
    [Theory]
    [InlineData(0)]
    [InlineData(14)]
    [InlineData(-12)]
    public async Task A_time_of_any_offset_comes_back_in_utc(int hours)
    {
        var time = new DateTimeOffset(2026, 3, 1, 2, 3, 4, 5, 6, TimeSpan.FromHours(hours));

        var read = await Echo(new Times(time, time));

        Assert.Equal(new Times(time, time), read);
        Assert.Equal(TimeSpan.Zero, read.Some.Offset);
        Assert.Null((await Echo(new Times(time, null))).Maybe);
    }

    [Fact]
    public async Task A_time_before_the_year_2000_and_before_1970_comes_back()
    {
        foreach (var year in new[] { 2, 1582, 1969, 1999, 9999 })
        {
            var time = new DateTimeOffset(year, 12, 31, 23, 59, 59, TimeSpan.Zero).AddTicks(9_999_990);
            Assert.Equal(time, (await Echo(new Times(time, null))).Some);
        }
    }

    [Fact]
    public async Task Json_comes_back_as_it_was_spelt()
    {
        var json = new JsonObjectText("""{ "b": [1.0, 1E2], "a": "\u00e9\ud83d\ude00", "a": 12345678901234567890 }""");
        const string Sql = "select @Object::json as object, @Result::json as result";
        var documents = new Documents { Object = json, Result = new RunResult { Outputs = json, Metadata = json } };

        await using var connection = await ledger.Database.OpenConnectionAsync();

        Assert.Equal(documents, await connection.QuerySingleAsync<Documents>(Sql, documents));
        Assert.Equal(new Documents(), await connection.QuerySingleAsync<Documents>(Sql, new Documents()));
    }

    [Fact]
    public async Task A_result_is_stored_in_the_names_of_the_wire()
    {
        var result = new RunResult
        {
            Outputs = new JsonObjectText("""{"a": 1.0}"""),
            Usage = new RunUsage { PromptTokens = 1, Cost = 0.1 },
            Error = new RunFailure("broke", "code"),
        };

        var stored = await ledger.Ask<string>(
            """
            select concat_ws(' ', j->'outputs', j->'usage'->'prompt_tokens', j->'usage'->'cost', j->'error'->'message')
            from (values (@Result::json)) as one (j)
            """,
            new { Result = result });

        Assert.Equal("""{"a": 1.0} 1 0.1 "broke" """.TrimEnd(), stored);
    }

    private async Task<Times> Echo(Times times)
    {
        await using var connection = await ledger.Database.OpenConnectionAsync();
        return await connection.QuerySingleAsync<Times>("select @Some as some, @Maybe as maybe", times);
    }

    private sealed record Times(DateTimeOffset Some, DateTimeOffset? Maybe);

    private sealed record Documents
    {
        public JsonObjectText? Object { get; init; }
        public RunResult? Result { get; init; }
    }
}
