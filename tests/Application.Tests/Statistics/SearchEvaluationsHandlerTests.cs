using NSubstitute;
using RunEvaluations.Application.Paging;
using RunEvaluations.Application.Statistics;
using RunEvaluations.Application.Statistics.Search;
using RunEvaluations.Application.Tests.Evaluations;
using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Domain.Statistics;

namespace RunEvaluations.Application.Tests.Statistics;

public sealed class SearchEvaluationsHandlerTests
{
    private static readonly SearchOrder ByTime = new(SearchSort.Time, Descending: false);

    private static readonly SearchEvaluations All = new(A.User, new(), ByTime);

    private readonly TheApplication app = new();

    public static TheoryData<SearchEvaluations, string, string> Wrong { get; } = new()
    {
        { All with { Limit = 0 }, "limit", A.NotALimit },
        { All with { After = "garbled" }, "after", A.NotACursor },
        { All with { After = Cursor.Of(1.5, A.Id(1)) }, "after", A.NotACursor },
        { All with { Order = new(SearchSort.Value, true), After = Cursor.Of(A.Now, A.Id(1)) }, "after", A.NotACursor },
        { All with { Search = new() { MinValue = 2, MaxValue = 1 } }, "min_value", "must not be greater than max_value" },
        { All with { Search = new() { RatedFrom = A.Now } }, "rated_from", "means nothing without rated_by" },
        { All with { Search = new() { RatedBefore = A.Now } }, "rated_before", "means nothing without rated_by" },
        { All with { Search = new() { Decided = true } }, "decided", "means nothing without rated_by" },
        {
            All with { Search = new() { RatedBy = [new Rater("ann", A.Id(1))] } },
            "rated_by",
            "must each have an author, of 1 to 128 visible characters, or an evaluator_id, and not both"
        },
    };

    [Fact]
    public async Task Without_a_limit_the_rows_of_now_are_handed_on_unread()
    {
        var rows = Given(new Rows(3), limit: null);

        var list = (await app.Send(All)).Value;

        Assert.Equal((0, 0), (rows.Read, rows.Disposed));
        Assert.Equal([A.Evaluation(1), A.Evaluation(2), A.Evaluation(3)], await list.Items.ToListAsync());
        await list.DisposeAsync();
        Assert.Equal(1, rows.Disposed);
    }

    [Fact]
    public async Task A_page_is_read_with_one_more_and_its_cursor_is_of_its_order()
    {
        var rows = Given(new Rows(3), limit: 3);
        await using (var list = (await app.Send(All with { Limit = 2 })).Value)
            Assert.Equal(Cursor.Of(A.Now, A.Id(2)), list.Next);
        Assert.Equal(1, rows.Disposed);

        Given(new Rows(3), limit: 3);
        await using (var list = (await app.Send(All with { Limit = 2, Order = new(SearchSort.Value, true) })).Value)
            Assert.Equal(Cursor.Of(1.0, A.Id(2)), list.Next);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public Task A_wrong_search_is_refused(SearchEvaluations request, string field, string reason) =>
        app.AssertRefuses(request, field, reason);

    private Rows Given(Rows rows, int? limit)
    {
        app.Searches.Open(
            "acme",
            Arg.Is<EvaluationSearch>(search => search.Selection.AsOf == A.Now),
            Arg.Any<SearchOrder>(),
            null,
            limit,
            A.Token).Returns(rows);
        return rows;
    }
}
