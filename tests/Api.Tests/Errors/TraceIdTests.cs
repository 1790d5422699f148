using Microsoft.AspNetCore.Http;
using RunEvaluations.Api.Errors;

namespace RunEvaluations.Api.Tests.Errors;

public sealed class TraceIdTests
{
    [Fact]
    public void A_request_keeps_one_id_where_nothing_is_traced()
    {
        var context = new DefaultHttpContext();
        var id = TraceId.Of(context);

        Assert.Matches("^[0-9a-f]{32}$", id);
        Assert.Equal(id, TraceId.Of(context));
        Assert.NotEqual(id, TraceId.Of(new DefaultHttpContext()));
    }

    [Fact]
    public void The_callers_id_is_kept_where_nothing_is_traced()
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.TraceParent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00";
        Assert.Equal("4bf92f3577b34da6a3ce929d0e0e4736", TraceId.Of(context));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("00-00000000000000000000000000000000-00f067aa0ba902b7-01")]
    public void A_malformed_traceparent_is_not_taken_over(string parent)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.TraceParent = parent;
        Assert.Matches("^(?!0{32})[0-9a-f]{32}$", TraceId.Of(context));
    }
}
