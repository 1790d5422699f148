using NSubstitute;
using RunEvaluations.Application.Imports;
using RunEvaluations.Application.Paging;
using RunEvaluations.Domain.Imports;
using RunEvaluations.Domain.Labels;

namespace RunEvaluations.Application.Tests.Imports;

public sealed class ReadingImportsTests
{
    private readonly TheApplication app = new();

    [Fact]
    public async Task An_import_is_asked_for_in_the_callers_account()
    {
        app.Imports.Get("acme", A.Id(1), A.Token).Returns(A.Import());

        Assert.Equal(A.Id(1), (await app.Send(new FindImport(A.User, A.Id(1)))).Value.Id);
        Assert.Same(ImportErrors.NotFound, (await app.Send(new FindImport(A.User, A.Id(2)))).Error);
        Assert.Same(ImportErrors.NotFound, (await app.Send(new FindRefusedLines(A.User, A.Id(2), null, null))).Error);
    }

    [Fact]
    public async Task A_page_of_refused_lines_leads_to_the_next()
    {
        app.Imports.Get("acme", A.Id(1), A.Token).Returns(A.Import());
        app.Imports.Refusals("acme", A.Id(1), 5, 3, A.Token)
            .Returns([new(7, LabelErrors.NotFound), new(8, LabelErrors.NotFound), new(11, LabelErrors.NotFound)]);

        var page = (await app.Send(new FindRefusedLines(A.User, A.Id(1), 2, Cursor.Of(5)))).Value;

        Assert.Equal([7, 8], page.Items.Select(r => r.Line));
        Assert.Equal(8, Cursor.ReadLine(page.Next));
    }

    [Fact]
    public async Task A_limit_or_a_cursor_that_is_none_is_refused()
    {
        await app.AssertRefuses(new FindRefusedLines(A.User, A.Id(1), 1_001, null), "limit", A.NotALimit);
        await app.AssertRefuses(new FindRefusedLines(A.User, A.Id(1), null, Cursor.Of(A.Id(1))), "after", A.NotACursor);
    }
}
