using System.Buffers;
using System.Buffers.Text;
using System.Text;
using RunEvaluations.Api.Json;

namespace RunEvaluations.Api.Tables;

/// <summary>
/// Writes a table, cell by cell: RFC 4180. Null is an empty cell, and an empty text is one in quotes.
/// </summary>
internal sealed class CsvWriter(IBufferWriter<byte> output)
{
    public const string Type = "text/csv";

    public const string ContentType = $"{Type}; charset=utf-8; header=present";

    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");

    private bool isFirstCell = true;

    public void Write(string? text)
    {
        BeginCell();
        if (text is null)
            return;

        // A spreadsheet would compute what begins like a formula. The apostrophe too is marked, so that whoever takes one
        // away from the beginning has the text again.
        var marked = text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\'', ..];
        if (text.Length > 0 && !text.AsSpan().ContainsAny(Quoted))
        {
            if (marked)
                output.Write("'"u8);
            Encoding.UTF8.GetBytes(text, output);
            return;
        }

        output.Write(marked ? "\"'"u8 : "\""u8);
        Encoding.UTF8.GetBytes(text.Replace("\"", "\"\"", StringComparison.Ordinal), output);
        output.Write("\""u8);
    }

    public void Write(Guid? id)
    {
        BeginCell();
        if (id is { } known && known.TryFormat(output.GetSpan(36), out var length))
            output.Advance(length);
    }

    public void Write(double? number)
    {
        BeginCell();
        // As JSON spells it: the shortest text that is read as the same double.
        if (number is { } known && Utf8Formatter.TryFormat(known, output.GetSpan(32), out var length))
            output.Advance(length);
    }

    public void Write(DateTimeOffset? time)
    {
        BeginCell();
        if (time is { } known)
            output.Advance(Rfc3339.Format(known, output.GetSpan(Rfc3339.MaxLength)));
    }

    public void EndLine()
    {
        output.Write("\r\n"u8);
        isFirstCell = true;
    }

    private void BeginCell()
    {
        if (!isFirstCell)
            output.Write(","u8);
        isFirstCell = false;
    }
}
