using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using RunEvaluations.Api.Json;
using RunEvaluations.Api.Limits;

namespace RunEvaluations.Api.Paging;

/// <summary>
/// A JSON array that is written as its items are read, so that a list of any length is never held in memory. A client
/// that stops taking it is cut off, since it keeps a connection of the database: Kestrel's own limit is an average, by
/// which whoever has read fast before may stop for hours.
/// </summary>
internal sealed class JsonStreamResult<T>(IAsyncEnumerable<T> items) : IActionResult
{
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var http = context.HttpContext;
        http.Response.ContentType = "application/json; charset=utf-8";
        if (HttpMethods.IsHead(http.Request.Method))
            return;

        var longest = http.RequestServices.GetRequiredService<LimitSettings>().ReaderTimeout;
        using var stalled = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        try
        {
            await JsonSerializer.SerializeAsync(
                http.Response.Body, Watched(stalled, longest, stalled.Token), WireJson.Options, stalled.Token);
        }
        catch (OperationCanceledException) when (!http.RequestAborted.IsCancellationRequested)
        {
            http.Abort();
        }
    }

    /// <summary>Between two items, and after the last one, what is there is sent: only that time counts.</summary>
    private async IAsyncEnumerable<T> Watched(
        CancellationTokenSource stalled,
        TimeSpan longest,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in items.WithCancellation(cancellationToken))
        {
            stalled.CancelAfter(longest);
            yield return item;
            stalled.CancelAfter(Timeout.InfiniteTimeSpan);
        }

        stalled.CancelAfter(longest);
    }
}
