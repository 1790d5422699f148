using System.Buffers;
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
    private const int Piece = 16 * 1024;

    private static readonly byte[] Open = "["u8.ToArray();
    private static readonly byte[] Comma = ","u8.ToArray();
    private static readonly byte[] Close = "]"u8.ToArray();

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var http = context.HttpContext;
        http.Response.ContentType = "application/json; charset=utf-8";
        if (HttpMethods.IsHead(http.Request.Method))
            return;

        var longest = http.RequestServices.GetRequiredService<LimitSettings>().ReaderTimeout;
        var turn = http.RequestServices.GetRequiredService<ListTurn>();
        var output = http.Response.BodyWriter;
        using var stalled = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        try
        {
            var separator = Open;
            using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = WireJson.Options.Encoder });
            await foreach (var item in items.WithCancellation(stalled.Token))
            {
                output.Write(separator);
                JsonSerializer.Serialize(json, item, WireJson.Options);
                json.Reset();
                separator = Comma;
                if (output.UnflushedBytes >= Piece)
                    await turn.Next(Send(), http.RequestAborted);
            }

            if (separator == Open)
                output.Write(Open);
            output.Write(Close);
            await Send();
        }
        catch (OperationCanceledException) when (!http.RequestAborted.IsCancellationRequested)
        {
            http.Abort();
        }

        async Task Send()
        {
            stalled.CancelAfter(longest);
            await output.FlushAsync(stalled.Token);
            stalled.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }
}
