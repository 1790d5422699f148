using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using RunEvaluations.Api.Json;
using RunEvaluations.Api.Limits;
using RunEvaluations.Api.Security;

namespace RunEvaluations.Api.Paging;

/// <summary>
/// A JSON array that is written as its items are read, so that a list of any length is never held in memory. The lists
/// of an account take turns, piece by piece: together they would keep the threads from everybody else's requests. A
/// client that stops taking its list is cut off, since it keeps a connection of the database; Kestrel's own limit is an
/// average, by which whoever has read fast before may stop for hours.
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

        var limits = http.RequestServices.GetRequiredService<AccountLimits>();
        var longest = http.RequestServices.GetRequiredService<LimitSettings>().ReaderTimeout;
        var account = http.GetCaller().AccountId;
        var output = http.Response.BodyWriter;
        using var stalled = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        var turn = await limits.TakeTurn(account, stalled.Token);
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
                if (output.UnflushedBytes < Piece)
                    continue;

                await turn.Rest(stalled.Token);
                turn.Dispose();
                await Send();
                turn = await limits.TakeTurn(account, stalled.Token);
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
        finally
        {
            turn.Dispose();
        }

        async Task Send()
        {
            stalled.CancelAfter(longest);
            await output.FlushAsync(stalled.Token);
            stalled.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }
}
