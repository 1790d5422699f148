using NSubstitute;
using RunEvaluations.Application.Evaluators;
using RunEvaluations.Application.Paging;

namespace RunEvaluations.Application.Tests.Evaluators;

public sealed class ListEvaluatorsHandlerTests
{
    private static readonly ListEvaluators First = new(A.User, IncludeArchived: false, Limit: null, After: null);

    private readonly TheApplication app = new();

    public static TheoryData<ListEvaluators, string, string> Wrong { get; } = new()
    {
        { First with { Limit = 0 }, "limit", A.NotALimit },
        { First with { Limit = 1_001 }, "limit", A.NotALimit },
        { First with { After = "garbled" }, "after", A.NotACursor },
        { First with { After = Cursor.Of(A.Now, A.Id(1)) }, "after", A.NotACursor },
    };

    [Fact]
    public async Task A_page_has_100_evaluators_where_no_limit_is_given()
    {
        app.Evaluators.List("acme", false, null, 101, A.Token).Returns([A.EvaluatorView(1)]);

        var page = (await app.Send(First)).Value;

        Assert.Equal([A.EvaluatorView(1)], page.Items);
        Assert.Null(page.Next);
    }

    [Fact]
    public async Task A_page_starts_after_its_cursor_and_names_the_next()
    {
        app.Evaluators.List("acme", true, A.Id(5), 3, A.Token)
            .Returns([A.EvaluatorView(6), A.EvaluatorView(7), A.EvaluatorView(8)]);

        var request = First with { IncludeArchived = true, Limit = 2, After = Cursor.Of(A.Id(5)) };
        var page = (await app.Send(request)).Value;

        Assert.Equal([A.EvaluatorView(6), A.EvaluatorView(7)], page.Items);
        Assert.Equal(Cursor.Of(A.Id(7)), page.Next);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public Task A_wrong_parameter_is_refused(ListEvaluators request, string field, string reason) =>
        app.AssertRefuses(request, field, reason);
}
