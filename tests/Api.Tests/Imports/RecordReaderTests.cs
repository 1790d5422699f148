using System.Security.Cryptography;
using System.Text;
using RunEvaluations.Api.Imports;
using RunEvaluations.Domain.Imports;

namespace RunEvaluations.Api.Tests.Imports;

public sealed class RecordReaderTests
{
    private const int Longest = 100_000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task However_a_body_arrives_its_records_are_the_same(bool quoted)
    {
        const string Body = "a,\"b\n\"\"c\"\"\",d\r\n\n\"\"\r\nx\"y\nlast,\"\"";
        string[] expected = quoted
            ? ["1:a,\"b\n\"\"c\"\"\",d", "3:", "4:\"\"", "5:x\"y", "6:last,\"\""]
            : ["1:a,\"b", "2:\"\"c\"\"\",d", "3:", "4:\"\"", "5:x\"y", "6:last,\"\""];
        List<ImportPosition> ends = [];

        for (var piece = 1; piece <= Body.Length; piece++)
        {
            using var reader = new RecordReader(new Pieces(Body, piece), quoted, Longest, ImportPosition.Start);
            Assert.Equal(expected, await All(reader));
            ends.Add(reader.Position);
        }

        Assert.Equal(6, ends[0].Lines);
        Assert.All(ends, end => Assert.Equal(ends[0], end));
    }

    [Fact]
    public async Task The_chain_is_made_of_each_line_and_the_one_before()
    {
        var expected = new byte[32];
        foreach (var line in (string[])["one\r", "", new string('x', 3 * Longest), "four"])
            expected = SHA256.HashData([.. expected, .. Encoding.UTF8.GetBytes(line)]);
        using var reader = new RecordReader(
            new Pieces($"one\r\n\n{new string('x', 3 * Longest)}\nfour", 1000), quoted: false, Longest, ImportPosition.Start);

        Assert.Equal(["1:one", "2:", "3 is too long", "4:four"], await All(reader));
        Assert.Equal(new ImportPosition(4, expected), reader.Position);
    }

    [Fact]
    public async Task It_goes_on_from_any_line()
    {
        using var whole = new RecordReader(new Pieces("1\n2\n3\n4\n", 3), quoted: false, Longest, ImportPosition.Start);
        Assert.True(await whole.Fill(default));
        Assert.True(whole.TryRead(out _));
        using var rest = new RecordReader(new Pieces("2\n3\n4\n", 2), quoted: false, Longest, whole.Position);

        Assert.Equal(["2:2", "3:3", "4:4"], await All(rest));
        await All(whole);
        Assert.Equal(whole.Position, rest.Position);
    }

    [Theory]
    [InlineData("\n", false)]
    [InlineData("x", false)]
    [InlineData("x", true)]
    [InlineData("\"", true)]
    [InlineData("\"x\n", true)]
    [InlineData("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n", true)]
    public async Task It_never_holds_more_than_a_record_and_a_block(string repeated, bool quoted)
    {
        var body = new Endless(Encoding.UTF8.GetBytes(repeated), 100L * Longest);
        using var reader = new RecordReader(body, quoted, Longest, ImportPosition.Start);
        var most = 0;
        while (await reader.Fill(default))
        {
            while (reader.TryRead(out var record))
                Assert.InRange(record.Bytes.Length, 0, Longest);
            most = Math.Max(most, reader.Held);
        }

        Assert.InRange(most, 1, Longest + 65_536);
    }

    [Fact]
    public async Task Chunks_never_hold_more_lines_than_are_said()
    {
        // Blank lines need nothing but the reader, and count like others.
        var sending = new ImportSending(null!, default, ImportFormat.Ndjson, null, 1);
        using var reader = new RecordReader(
            new Endless("\n"u8.ToArray(), 3 * ImportChunks.MostLines + 1), quoted: false, Longest, ImportPosition.Start);
        var chunks = new ImportChunks(null!, sending, reader);
        List<(long From, long To, bool IsLast)> found = [];
        while ((await chunks.Next(default)).Value is { } chunk)
            found.Add((chunk.From.Lines, chunk.To.Lines, chunk.IsLast));

        Assert.Equal([(0, 5000, false), (5000, 10_000, false), (10_000, 15_000, false), (15_000, 15_001, true)], found);
    }

    private static async Task<List<string>> All(RecordReader reader)
    {
        List<string> records = [];
        do
        {
            while (reader.TryRead(out var record))
                records.Add(record.IsTooLong ? $"{record.Line} is too long" : $"{record.Line}:{Encoding.UTF8.GetString(record.Bytes)}");
        }
        while (await reader.Fill(default));
        return records;
    }

    /// <summary>A body that arrives in pieces of so many bytes.</summary>
    private sealed class Pieces(string body, int most) : MemoryStream(Encoding.UTF8.GetBytes(body))
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(most, buffer.Length)], cancellationToken);
    }

    /// <summary>The same bytes over and over, which nobody has to hold.</summary>
    private sealed class Endless(byte[] repeated, long left) : MemoryStream
    {
        private long left = left;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = (int)Math.Min(left, buffer.Length);
            for (var i = 0; i < count; i++)
                buffer.Span[i] = repeated[i % repeated.Length];
            left -= count;
            return ValueTask.FromResult(count);
        }
    }
}
