using System.Buffers;

namespace RunEvaluations.Api.Input;

/// <summary>
/// A whole request body in memory, up to a limit. It grows as bytes arrive: a length that is only announced costs
/// nothing.
/// </summary>
internal sealed class RequestBody : IDisposable
{
    private const int FirstBytes = 4096;
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(FirstBytes);
    private int length;

    public ReadOnlySpan<byte> Bytes => buffer.AsSpan(0, length);

    /// <summary>The body, or null where it is over the limit; what is over is not read.</summary>
    public static async Task<RequestBody?> ReadAsync(
        HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit)
            return null;

        var body = new RequestBody();
        try
        {
            while (await body.ReadMoreAsync(request.Body, cancellationToken))
            {
                if (body.length > limit)
                {
                    body.Dispose();
                    return null;
                }
            }

            return body;
        }
        catch (Exception e)
        {
            body.Dispose();
            if (e is IOException and not BadHttpRequestException)
                throw Unreceivable(e);
            throw;
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
        length = 0;
    }

    // Kestrel reports most malformed chunks as a bad request, but a chunk size beyond 32 bits as a plain IOException.
    private static BadHttpRequestException Unreceivable(Exception inner) =>
        new("The body could not be received.", StatusCodes.Status400BadRequest, inner);

    private async ValueTask<bool> ReadMoreAsync(Stream stream, CancellationToken cancellationToken)
    {
        if (length == buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
            Bytes.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }

        var read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken);
        length += read;
        return read > 0;
    }
}
