using System.Buffers;
using Microsoft.Net.Http.Headers;
using RunEvaluations.Api.Errors;
using RunEvaluations.Domain.Results;

namespace RunEvaluations.Api.Input;

/// <summary>
/// Refuses what a proxy could have read in another way than the server has: a length in two ways, a body in more codings
/// than chunks, a header whose name is none (RFC 9112, sections 5.1, 6.1 and 6.3). Where the two do not agree on the end
/// of a request, a second one can hide in the first. Nothing more is read from such a connection.
/// </summary>
internal sealed class FramingGuard(RequestDelegate next)
{
    // Where chunks and a length were sent, the server goes by the chunks and gives the length this name.
    private const string OverruledLength = "X-Content-Length";

    private static readonly SearchValues<char> Token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public Task InvokeAsync(HttpContext context)
    {
        if (Problem(context.Request.Headers) is not { } error)
            return next(context);

        context.Response.Headers.Connection = "close";
        return ErrorWriter.WriteAsync(context, error);
    }

    private static Error? Problem(IHeaderDictionary headers)
    {
        foreach (var (name, _) in headers)
        {
            if (name.AsSpan().ContainsAnyExcept(Token))
                return Error.Invalid("headers", "have a name that is not one");
        }

        var coding = headers.TransferEncoding;
        if (coding.Count == 0)
            return null;
        if (coding.Count > 1 || !string.Equals(coding[0], "chunked", StringComparison.OrdinalIgnoreCase))
            return Error.Invalid(HeaderNames.TransferEncoding, "must be chunked and nothing else");

        return headers.ContainsKey(OverruledLength)
            ? Error.Invalid(HeaderNames.ContentLength, "must not be given beside Transfer-Encoding")
            : null;
    }
}
