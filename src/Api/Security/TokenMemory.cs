using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace RunEvaluations.Api.Security;

/// <summary>
/// Remembers tokens that were found good, under a hash of each, since checking a signature costs more than the rest of a
/// small request. Only what follows from the token and its key is remembered: time, the key's own standing and the
/// evaluator that a token names are looked at with every request. What is refused is not remembered.
/// </summary>
/// <param name="capacity">How many at most. The half that was used longest ago makes room for new ones.</param>
internal sealed class TokenMemory(int capacity)
{
    public const int Capacity = 10_000;

    /// <summary>Few tokens are longer.</summary>
    private const int Usual = 1024;

    private readonly Lock turning = new();
    private volatile ConcurrentDictionary<Hash, RememberedToken> recent = [];
    private volatile ConcurrentDictionary<Hash, RememberedToken> older = [];

    public int Count => recent.Count + older.Count;

    public RememberedToken? Find(string token)
    {
        if (HashOf(token) is not { } hash)
            return null;
        if (recent.TryGetValue(hash, out var found))
            return found;
        if (older.TryGetValue(hash, out found))
            Put(hash, found);
        return found;
    }

    public void Keep(string token, RememberedToken outcome)
    {
        if (HashOf(token) is { } hash)
            Put(hash, outcome);
    }

    private void Put(Hash hash, RememberedToken outcome)
    {
        lock (turning)
        {
            if (recent.Count >= capacity / 2)
                (older, recent) = (recent, []);
            recent[hash] = outcome;
        }
    }

    /// <summary>Null for what no token can be: other characters could come to the same bytes.</summary>
    private static Hash? HashOf(string token)
    {
        if (token.Length > StrictJwt.MaximumLength)
            return null;

        Span<byte> text = token.Length <= Usual ? stackalloc byte[Usual] : new byte[token.Length];
        if (Ascii.FromUtf16(token, text, out var length) is not OperationStatus.Done)
            return null;

        Hash hash = default;
        SHA256.HashData(text[..length], MemoryMarshal.AsBytes(new Span<Hash>(ref hash)));
        return hash;
    }

    private readonly record struct Hash(UInt128 First, UInt128 Second);
}
