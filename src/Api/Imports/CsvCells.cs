using System.Buffers;

namespace RunEvaluations.Api.Imports;

/// <summary>The cells of a record (RFC 4180), one after another; at least one.</summary>
internal ref struct CsvCells(ReadOnlySpan<byte> record)
{
    private ReadOnlySpan<byte> rest = record;
    private bool done;

    public CsvCell Current { get; private set; }

    public readonly CsvCells GetEnumerator() => this;

    public bool MoveNext()
    {
        if (done)
            return false;

        var end = EndOfCell();
        Current = new CsvCell(rest[..end]);
        done = end == rest.Length;
        rest = done ? default : rest[(end + 1)..];
        return true;
    }

    private readonly int EndOfCell()
    {
        var at = 0;
        if (rest.StartsWith("\""u8))
        {
            // Of a pair of quotes the second opens again what the first has closed.
            do
            {
                var close = rest[(at + 1)..].IndexOf((byte)'"');
                if (close < 0)
                    return rest.Length;
                at += close + 2;
            }
            while (at < rest.Length && rest[at] == '"');
        }

        var comma = rest[at..].IndexOf((byte)',');
        return comma < 0 ? rest.Length : at + comma;
    }
}

/// <summary>A cell as it was sent, with the quotes around it if it has them.</summary>
internal readonly ref struct CsvCell(ReadOnlySpan<byte> sent)
{
    private readonly ReadOnlySpan<byte> sent = sent;

    private bool IsQuoted => sent.StartsWith("\""u8);

    /// <summary>Whether there is a quote where none may be, or one is missing.</summary>
    public bool IsMalformed => IsQuoted
        ? sent.Length < 2 || !sent.EndsWith("\""u8) || HasSingleQuote(sent[1..^1])
        : sent.Contains((byte)'"');

    /// <summary>What it says. It may be in the buffer, which is written over.</summary>
    public ReadOnlySpan<byte> Text(ArrayBufferWriter<byte> buffer)
    {
        if (!IsQuoted)
            return sent;
        var inside = sent[1..^1];
        if (!inside.Contains((byte)'"'))
            return inside;

        buffer.ResetWrittenCount();
        for (var quote = inside.IndexOf((byte)'"'); quote >= 0; quote = inside.IndexOf((byte)'"'))
        {
            buffer.Write(inside[..(quote + 1)]);
            inside = inside[(quote + 2)..];
        }

        buffer.Write(inside);
        return buffer.WrittenSpan;
    }

    private static bool HasSingleQuote(ReadOnlySpan<byte> inside)
    {
        for (var quote = inside.IndexOf((byte)'"'); quote >= 0; quote = inside.IndexOf((byte)'"'))
        {
            if (quote + 1 == inside.Length || inside[quote + 1] != '"')
                return true;
            inside = inside[(quote + 2)..];
        }

        return false;
    }
}
