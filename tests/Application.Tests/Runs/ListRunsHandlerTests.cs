using NSubstitute;
using RunEvaluations.Application.Paging;
using RunEvaluations.Application.Runs;
using RunEvaluations.Domain.Runs;

namespace RunEvaluations.Application.Tests.Runs;

public sealed class ListRunsHandlerTests
{
    private static readonly ListRuns First = new() { Caller = A.User };

    private readonly TheApplication app = new();

    public static TheoryData<ListRuns, string, string> Wrong { get; } = new()
    {
        { First with { Limit = 0 }, "limit", A.NotALimit },
        { First with { Limit = 1_001 }, "limit", A.NotALimit },
        { First with { After = "garbled" }, "after", A.NotACursor },
        { First with { After = Cursor.Of(A.Id(1)) }, "after", A.NotACursor },
    };

    [Fact]
    public async Task A_page_has_100_runs_where_no_limit_is_given()
    {
        var filter = new RunFilter("acme", null, null, null, null, After: null, Limit: 101);
        app.Runs.List(filter, A.Token).Returns([A.Run(1)]);

        var page = (await app.Send(First)).Value;

        Assert.Equal([A.Run(1)], page.Items);
        Assert.Null(page.Next);
    }

    [Fact]
    public async Task A_page_is_filtered_starts_after_its_cursor_and_names_the_next()
    {
        var (from, before) = (A.Now.AddDays(-1), A.Now.AddDays(1));
        var after = (Time: A.Now, Id: A.Id(5));
        var filter = new RunFilter("acme", RunStatus.Failed, A.Id(80), from, before, after, Limit: 3);
        app.Runs.List(filter, A.Token).Returns([A.Run(4), A.Run(3), A.Run(2)]);

        var page = (await app.Send(First with
        {
            Status = RunStatus.Failed,
            ExperimentId = A.Id(80),
            CreatedFrom = from,
            CreatedBefore = before,
            Limit = 2,
            After = Cursor.Of(A.Now, A.Id(5)),
        })).Value;

        Assert.Equal([A.Run(4), A.Run(3)], page.Items);
        Assert.Equal(Cursor.Of(A.Run(3).CreatedAt, A.Id(3)), page.Next);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public Task A_wrong_parameter_is_refused(ListRuns request, string field, string reason) =>
        app.AssertRefuses(request, field, reason);
}
