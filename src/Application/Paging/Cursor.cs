using System.Buffers.Binary;
using System.Buffers.Text;

namespace RunEvaluations.Application.Paging;

/// <summary>
/// Where a page ended, as an opaque text. It names a place in one order of one kind of list, never an account: the
/// account is always the caller's, so that a cursor of somebody else's is only a place like any other.
/// </summary>
public static class Cursor
{
    private const byte IdKind = 1;
    private const byte TimeAndIdKind = 2;
    private const byte LineKind = 4;
    private const byte ValueAndIdKind = 5;

    public static string Of(Guid id)
    {
        Span<byte> bytes = stackalloc byte[17];
        bytes[0] = IdKind;
        id.TryWriteBytes(bytes[1..], bigEndian: true, out _);
        return Base64Url.EncodeToString(bytes);
    }

    public static string Of(DateTimeOffset time, Guid id)
    {
        Span<byte> bytes = stackalloc byte[25];
        bytes[0] = TimeAndIdKind;
        BinaryPrimitives.WriteInt64BigEndian(bytes[1..], time.UtcTicks);
        id.TryWriteBytes(bytes[9..], bigEndian: true, out _);
        return Base64Url.EncodeToString(bytes);
    }

    public static string Of(double value, Guid id)
    {
        Span<byte> bytes = stackalloc byte[25];
        bytes[0] = ValueAndIdKind;
        BinaryPrimitives.WriteDoubleBigEndian(bytes[1..], value);
        id.TryWriteBytes(bytes[9..], bigEndian: true, out _);
        return Base64Url.EncodeToString(bytes);
    }

    /// <param name="line">Fewer than 2^56.</param>
    public static string Of(long line)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, line);
        bytes[0] = LineKind;
        return Base64Url.EncodeToString(bytes);
    }

    public static Guid? ReadId(string? text) =>
        Decode(text, IdKind, 17) is { } bytes ? new Guid(bytes.AsSpan(1), bigEndian: true) : null;

    public static (DateTimeOffset Time, Guid Id)? ReadTimeAndId(string? text)
    {
        if (Decode(text, TimeAndIdKind, 25) is not { } bytes)
            return null;
        var ticks = BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(1));
        if (ticks < 0 || ticks > DateTime.MaxValue.Ticks)
            return null;
        return (new DateTimeOffset(ticks, TimeSpan.Zero), new Guid(bytes.AsSpan(9), bigEndian: true));
    }

    public static (double Value, Guid Id)? ReadValueAndId(string? text)
    {
        if (Decode(text, ValueAndIdKind, 25) is not { } bytes)
            return null;
        var value = BinaryPrimitives.ReadDoubleBigEndian(bytes.AsSpan(1));
        return double.IsFinite(value) ? (value, new Guid(bytes.AsSpan(9), bigEndian: true)) : null;
    }

    public static long? ReadLine(string? text)
    {
        if (Decode(text, LineKind, 8) is not { } bytes)
            return null;
        bytes[0] = 0;
        return BinaryPrimitives.ReadInt64BigEndian(bytes);
    }

    private static byte[]? Decode(string? text, byte kind, int length)
    {
        if (text is null || text.Length > 64 || !Base64Url.IsValid(text, out var decoded) || decoded != length)
            return null;
        var bytes = Base64Url.DecodeFromChars(text);
        return bytes[0] == kind && Base64Url.EncodeToString(bytes) == text ? bytes : null;
    }
}
