using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;

namespace RunEvaluations.Api.Paging;

internal static class NextLink
{
    /// <summary>
    /// Says where the next page is, in a Link header (RFC 8288): the same request with another cursor. It is relative
    /// to the host, so that it holds behind a proxy.
    /// </summary>
    public static void LinkToNext(this HttpResponse response, string? cursor)
    {
        if (cursor is null)
            return;
        var request = response.HttpContext.Request;
        var query = QueryHelpers.ParseQuery(request.QueryString.Value);
        query["after"] = cursor;
        response.Headers.Link = $"<{request.PathBase}{request.Path}{new QueryBuilder(query)}>; rel=\"next\"";
    }
}
