using NSubstitute;
using RunEvaluations.Application.ApiKeys;
using RunEvaluations.Application.Paging;
using RunEvaluations.Domain.ApiKeys;

namespace RunEvaluations.Application.Tests.ApiKeys;

public sealed class ReadingAndRevokingApiKeysTests
{
    private static readonly ListApiKeys First = new(A.User, IncludeRevoked: false, Limit: null, After: null);

    private readonly TheApplication app = new();

    [Fact]
    public async Task A_key_is_read_and_revoked_in_the_callers_account()
    {
        app.ApiKeys.Get("acme", A.Id(1), A.Token).Returns(A.ApiKey(1));
        app.ApiKeys.Revoke("acme", A.Id(1), A.Now, A.Token).Returns(true);

        Assert.Equal(A.ApiKey(1), (await app.Send(new GetApiKey(A.User, A.Id(1)))).Value);
        Assert.Null((await app.Send(new RevokeApiKey(A.User, A.Id(1)))).Error);
    }

    [Fact]
    public async Task A_key_that_is_not_there_is_not_found()
    {
        Assert.Same(ApiKeyErrors.NotFound, (await app.Send(new GetApiKey(A.User, A.Id(2)))).Error);
        Assert.Same(ApiKeyErrors.NotFound, (await app.Send(new RevokeApiKey(A.User, A.Id(2)))).Error);
    }

    [Fact]
    public async Task A_page_starts_after_its_cursor_and_names_the_next()
    {
        app.ApiKeys.List("acme", true, A.Id(5), 3, A.Token).Returns([A.ApiKey(6), A.ApiKey(7), A.ApiKey(8)]);
        app.ApiKeys.List("acme", false, null, 101, A.Token).Returns([A.ApiKey(1)]);

        var page = (await app.Send(First with { IncludeRevoked = true, Limit = 2, After = Cursor.Of(A.Id(5)) })).Value;

        Assert.Equal([A.ApiKey(6), A.ApiKey(7)], page.Items);
        Assert.Equal(Cursor.Of(A.Id(7)), page.Next);
        Assert.Null((await app.Send(First)).Value.Next);
    }

    [Fact]
    public async Task A_wrong_parameter_is_refused()
    {
        await app.AssertRefuses(First with { Limit = 1_001 }, "limit", A.NotALimit);
        await app.AssertRefuses(First with { After = Cursor.Of(A.Now, A.Id(1)) }, "after", A.NotACursor);
    }
}
