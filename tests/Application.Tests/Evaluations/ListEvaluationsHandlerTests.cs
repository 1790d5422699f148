using NSubstitute;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Application.Paging;
using RunEvaluations.Domain.Runs;

namespace RunEvaluations.Application.Tests.Evaluations;

public sealed class ListEvaluationsHandlerTests
{
    private static readonly EvaluationFilter Conditions = new() { OutputName = "answer", MinValue = 1 };

    private static readonly ListEvaluations All = new(A.User, A.Id(90), Limit: null, After: null) { Filter = Conditions };

    private readonly TheApplication app = new();

    public static TheoryData<ListEvaluations, string, string> Wrong { get; } = new()
    {
        { All with { Limit = 0 }, "limit", A.NotALimit },
        { All with { Limit = 1_001 }, "limit", A.NotALimit },
        { All with { After = "" }, "after", A.NotACursor },
        { All with { After = "garbled" }, "after", A.NotACursor },
        { All with { After = Cursor.Of(A.Now, A.Id(1)) }, "after", A.NotACursor },
        { All with { Filter = new() { MinValue = 2, MaxValue = 1 } }, "min_value", "must not be greater than max_value" },
        { All with { Filter = new() { AsOf = A.Now.AddHours(1) } }, "as_of", "must not lie in the future" },
    };

    [Fact]
    public async Task Without_a_limit_the_rows_are_handed_on_unread()
    {
        var rows = Given(new Rows(3), after: null, limit: null);

        var list = (await app.Send(All)).Value;

        Assert.Null(list.Next);
        Assert.Equal((0, 0), (rows.Read, rows.Disposed));
        Assert.Equal([A.Evaluation(1), A.Evaluation(2), A.Evaluation(3)], await list.Items.ToListAsync());
    }

    [Fact]
    public async Task Disposing_of_a_stream_disposes_of_its_rows()
    {
        var rows = Given(new Rows(3), after: null, limit: null);

        await (await app.Send(All)).Value.DisposeAsync();

        Assert.Equal((0, 1), (rows.Read, rows.Disposed));
    }

    [Fact]
    public async Task A_stream_can_start_after_a_cursor()
    {
        Given(new Rows(1), after: A.Id(5), limit: null);

        Assert.Null((await app.Send(All with { After = Cursor.Of(A.Id(5)) })).Error);
    }

    [Fact]
    public async Task A_page_is_read_with_one_more_than_asked_for_and_its_rows_disposed_of()
    {
        var rows = Given(new Rows(3), after: A.Id(5), limit: 3);

        await using var list = (await app.Send(All with { Limit = 2, After = Cursor.Of(A.Id(5)) })).Value;

        Assert.Equal(1, rows.Disposed);
        Assert.Equal(Cursor.Of(A.Id(2)), list.Next);
        Assert.Equal([A.Evaluation(1), A.Evaluation(2)], await list.Items.ToListAsync());
    }

    [Fact]
    public async Task The_last_page_has_no_next()
    {
        Given(new Rows(2), after: null, limit: 3);

        await using var list = (await app.Send(All with { Limit = 2 })).Value;

        Assert.Null(list.Next);
        Assert.Equal(2, await list.Items.CountAsync());
    }

    [Fact]
    public async Task Rows_that_break_while_a_page_is_read_are_disposed_of()
    {
        var rows = Given(new Rows(1, broken: true), after: null, limit: 3);

        await Assert.ThrowsAsync<IOException>(() => app.Send(All with { Limit = 2 }));

        Assert.Equal(1, rows.Disposed);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(2)]
    public async Task A_run_that_is_not_there_is_not_found(int? limit)
    {
        app.Lists.OfRun("acme", A.Id(90), Conditions, null, limit + 1, A.Token).Returns((IOpenRows<IEvaluationRow>?)null);

        Assert.Same(RunErrors.NotFound, (await app.Send(All with { Limit = limit })).Error);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public Task A_wrong_parameter_is_refused(ListEvaluations request, string field, string reason) =>
        app.AssertRefuses(request, field, reason);

    [Theory]
    [InlineData(1)]
    [InlineData(1_000)]
    public async Task A_limit_of_1_to_1000_is_accepted(int limit)
    {
        Given(new Rows(0), after: null, limit: limit + 1);

        await app.AssertAccepts(All with { Limit = limit });
    }

    private Rows Given(Rows rows, Guid? after, int? limit)
    {
        app.Lists.OfRun("acme", A.Id(90), Conditions, after, limit, A.Token).Returns(rows);
        return rows;
    }
}
