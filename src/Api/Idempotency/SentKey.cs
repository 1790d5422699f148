using System.Security.Cryptography;
using System.Text;
using RunEvaluations.Application.Idempotency;

namespace RunEvaluations.Api.Idempotency;

/// <summary>The key that came with a request, on its way from the header to the action, by way of the body.</summary>
internal sealed class SentKey(string text)
{
    private byte[]? fingerprint;

    /// <summary>Takes the body as it was sent, before anything is made of it.</summary>
    public void Cover(HttpRequest request, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method}\n{request.PathBase}{request.Path}{request.QueryString}\n"));
        hash.AppendData(body);
        fingerprint = hash.GetHashAndReset();
    }

    public IdempotencyKey For(HttpRequest request)
    {
        if (fingerprint is null)
            Cover(request, []);
        return new IdempotencyKey(text, fingerprint!);
    }
}

internal static class KeyOfRequest
{
    /// <summary>Null where the caller sent none.</summary>
    public static IdempotencyKey? GetIdempotencyKey(this HttpContext context) =>
        context.Features.Get<SentKey>()?.For(context.Request);
}
