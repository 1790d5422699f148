using System.Security.Cryptography;
using RunEvaluations.Domain.Imports;

namespace RunEvaluations.Api.Imports;

/// <summary>
/// Cuts a body into records as it arrives: lines, or for CSV (RFC 4180) lines that quoted cells may continue. It holds one
/// record and what came with it, and of a record that is too long only its place in the chain.
/// </summary>
/// <param name="body">The lines from <paramref name="start"/> on.</param>
/// <param name="quoted">Whether a line feed between double quotes is a part of the record.</param>
/// <param name="longest">The most bytes of a record.</param>
/// <param name="start">Where the body begins in the file.</param>
internal sealed class RecordReader(Stream body, bool quoted, int longest, ImportPosition start) : IDisposable
{
    private const int Block = 64 * 1024;

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] chain = [.. start.Chain];
    private byte[] buffer = new byte[Block];
    private int first;
    private int scanned;
    private int length;
    private Place place;
    private bool dropping;
    private bool ended;
    private long feeds;

    /// <summary>What the bytes before have opened.</summary>
    private enum Place
    {
        CellStart,
        Cell,
        Quoted,
        AfterQuote,
    }

    /// <summary>The line after the records that were read.</summary>
    public long Lines { get; private set; } = start.Lines;

    public ImportPosition Position => new(Lines, [.. chain]);

    /// <summary>How many bytes are held at this moment.</summary>
    public int Held => buffer.Length;

    public bool HasEnded => ended && first == length && !dropping;

    /// <summary>More bytes of the body; false at its end.</summary>
    public async ValueTask<bool> Fill(CancellationToken cancellationToken)
    {
        if (ended)
            return false;
        MakeRoom();
        var read = await body.ReadAsync(buffer.AsMemory(length), cancellationToken);
        length += read;
        ended = read == 0;
        return true;
    }

    /// <summary>The next record, if all of it is here. It is good until more is read.</summary>
    public bool TryRead(out ImportRecord record)
    {
        var end = FindEnd();
        if (end < 0 && !(ended && (length > first || dropping)))
        {
            if (length - first > longest)
                Drop(length);
            record = default;
            return false;
        }

        var (last, next) = end < 0 ? (length, length) : (end, end + 1);
        var tooLong = dropping || WithoutReturn(last) - first > longest;
        record = tooLong
            ? new(Lines + 1, [], isTooLong: true)
            : new(Lines + 1, buffer.AsSpan(first, WithoutReturn(last) - first), isTooLong: false);
        Link(last);
        Lines += 1 + feeds;
        (first, scanned, place, dropping, feeds) = (next, next, Place.CellStart, false, 0);
        return true;
    }

    public void Dispose() => hash.Dispose();

    /// <summary>Where the line feed is that ends the record; negative where it has not come yet.</summary>
    private int FindEnd()
    {
        if (!quoted)
        {
            var at = buffer.AsSpan(scanned, length - scanned).IndexOf((byte)'\n');
            scanned = at < 0 ? length : scanned + at;
            return at < 0 ? -1 : scanned;
        }

        while (scanned < length)
        {
            var rest = buffer.AsSpan(scanned, length - scanned);
            if (place is Place.Quoted)
            {
                var quote = rest.IndexOf((byte)'"');
                var inside = quote < 0 ? rest : rest[..quote];
                feeds += inside.Count((byte)'\n');
                scanned += inside.Length;
                if (quote < 0)
                    break;
                (place, scanned) = (Place.AfterQuote, scanned + 1);
                continue;
            }

            switch (rest[0])
            {
                case (byte)'\n':
                    return scanned;
                case (byte)'"' when place is Place.CellStart or Place.AfterQuote:
                    place = Place.Quoted;
                    scanned++;
                    break;
                case (byte)',':
                    place = Place.CellStart;
                    scanned++;
                    break;
                default:
                    place = Place.Cell;
                    var stop = rest.IndexOfAny((byte)',', (byte)'\n');
                    scanned = stop < 0 ? length : scanned + stop;
                    break;
            }
        }

        return -1;
    }

    private int WithoutReturn(int end) => end > first && buffer[end - 1] == '\r' ? end - 1 : end;

    /// <summary>Adds the rest of the record to the chain, and ends it there.</summary>
    private void Link(int end)
    {
        Add(end);
        hash.GetHashAndReset(chain);
    }

    private void Drop(int end)
    {
        Add(end);
        (first, dropping) = (end, true);
    }

    private void Add(int end)
    {
        if (!dropping)
            hash.AppendData(chain);
        hash.AppendData(buffer, first, end - first);
    }

    private void MakeRoom()
    {
        if (first > 0)
        {
            buffer.AsSpan(first, length - first).CopyTo(buffer);
            (scanned, length, first) = (scanned - first, length - first, 0);
        }

        if (length == buffer.Length)
            Array.Resize(ref buffer, (int)Math.Min(buffer.Length * 2L, longest + (long)Block));
    }
}

/// <summary>A record as it was sent, without its line end.</summary>
/// <param name="line">The number of its first line in the file, from 1.</param>
/// <param name="bytes">Empty where it is too long.</param>
/// <param name="isTooLong">Whether it has more bytes than are taken.</param>
internal readonly ref struct ImportRecord(long line, ReadOnlySpan<byte> bytes, bool isTooLong)
{
    public long Line { get; } = line;

    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    public bool IsTooLong { get; } = isTooLong;

    public bool IsBlank => !IsTooLong && Bytes.TrimStart(" \t\r"u8).IsEmpty;
}
