using System.Buffers;
using Microsoft.AspNetCore.Mvc;
using RunEvaluations.Api.Limits;
using RunEvaluations.Api.Security;

namespace RunEvaluations.Api.Paging;

/// <summary>How a long answer is written.</summary>
/// <param name="ContentType">What it is.</param>
/// <param name="Open">The writer of one answer.</param>
internal sealed record StreamFormat<T>(string ContentType, Func<IBufferWriter<byte>, IItemWriter<T>> Open);

/// <summary>Writes one answer, item by item.</summary>
internal interface IItemWriter<in T> : IDisposable
{
    void Begin();

    void Write(T item);

    void End();
}

/// <summary>
/// An answer that is written as its items are read, so that a list of any length is never held in memory. The lists of an
/// account take turns, piece by piece: together they would keep the threads from everybody else's requests. A client
/// that stops taking its list is cut off, since it keeps a connection of the database; Kestrel's own limit is an
/// average, by which whoever has read fast before may stop for hours.
/// </summary>
internal sealed class StreamedResult<T>(IAsyncEnumerable<T> items, StreamFormat<T> format) : IActionResult
{
    private const int Piece = 32 * 1024;

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var http = context.HttpContext;
        http.Response.ContentType = format.ContentType;
        if (HttpMethods.IsHead(http.Request.Method))
            return;

        var limits = http.RequestServices.GetRequiredService<AccountLimits>();
        var longest = http.RequestServices.GetRequiredService<LimitSettings>().ReaderTimeout;
        var account = http.GetCaller().AccountId;
        using var stalled = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        var turn = await limits.TakeTurn(account, stalled.Token);
        try
        {
            var piece = new ArrayBufferWriter<byte>();
            var pieces = 0;
            using var writer = format.Open(piece);
            writer.Begin();
            await foreach (var item in items.WithCancellation(stalled.Token))
            {
                writer.Write(item);
                if (piece.WrittenCount < Piece)
                    continue;

                if (limits.NeedsRest(account, ++pieces))
                    await turn.Rest(stalled.Token);
                turn.Dispose();
                await Send(piece);
                turn = await limits.TakeTurn(account, stalled.Token);
            }

            writer.End();
            await Send(piece);
        }
        catch (OperationCanceledException) when (!http.RequestAborted.IsCancellationRequested)
        {
            http.Abort();
        }
        finally
        {
            turn.Dispose();
        }

        async Task Send(ArrayBufferWriter<byte> piece)
        {
            stalled.CancelAfter(longest);
            await http.Response.BodyWriter.WriteAsync(piece.WrittenMemory, stalled.Token);
            stalled.CancelAfter(Timeout.InfiniteTimeSpan);
            piece.ResetWrittenCount();
        }
    }
}
