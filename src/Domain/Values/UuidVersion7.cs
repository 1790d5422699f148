using System.Security.Cryptography;

namespace RunEvaluations.Domain.Values;

/// <summary>
/// The one place that makes ids: UUIDs of version 7 (RFC 9562, section 5.7). The 12 bits after the millisecond carry
/// its fraction (section 6.2, method 3), and an id is always greater than the one before it, so that ids made by one
/// process sort in the order of creation. The other 62 bits are random.
/// </summary>
public sealed class UuidVersion7(TimeProvider time)
{
    private const int FractionBits = 12;
    private long last;

    public Guid Next()
    {
        var timestamp = NextTimestamp();
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes[8..]);

        var milliseconds = timestamp >> FractionBits;
        for (var i = 0; i < 6; i++)
            bytes[i] = (byte)(milliseconds >> (40 - 8 * i));

        var fraction = timestamp & ((1 << FractionBits) - 1);
        bytes[6] = (byte)(0x70 | fraction >> 8);
        bytes[7] = (byte)fraction;
        bytes[8] = (byte)(0x80 | bytes[8] & 0x3F);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>Milliseconds since 1970 in 1/4096, never twice the same.</summary>
    private long NextTimestamp()
    {
        var ticks = time.GetUtcNow().Ticks - DateTimeOffset.UnixEpoch.Ticks;
        var (milliseconds, rest) = Math.DivRem(ticks, TimeSpan.TicksPerMillisecond);
        var now = (milliseconds << FractionBits) | (rest << FractionBits) / TimeSpan.TicksPerMillisecond;

        while (true)
        {
            var before = Interlocked.Read(ref last);
            var next = Math.Max(now, before + 1);
            if (Interlocked.CompareExchange(ref last, next, before) == before)
                return next;
        }
    }
}
