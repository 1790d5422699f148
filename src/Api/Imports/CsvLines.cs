using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using RunEvaluations.Api.Errors;
using RunEvaluations.Domain.Results;

namespace RunEvaluations.Api.Imports;

/// <summary>
/// Spells the records of a CSV file as the JSON that the service reads anyway, so that they are held to the same rules in
/// the same words. A cell that cannot be what its column needs is left a text, which those rules refuse.
/// </summary>
internal sealed class CsvLines(IReadOnlyList<string> columns)
{
    private static readonly SearchValues<byte> InNumbers = SearchValues.Create("+-.0123456789Ee"u8);

    private readonly JsonEncodedText[] names = [.. columns.Select(name => JsonEncodedText.Encode(name))];
    private readonly ArrayBufferWriter<byte> json = new(1024);
    private readonly ArrayBufferWriter<byte> text = new(256);

    public IReadOnlyList<string> Columns => columns;

    /// <summary>The columns that a header line names, or why it is none.</summary>
    public static Result<CsvLines> Of(ReadOnlySpan<byte> header)
    {
        if (header.StartsWith(Encoding.UTF8.Preamble))
            header = header[Encoding.UTF8.Preamble.Length..];
        if (!Utf8.IsValid(header))
            return BodyErrors.Unreadable("its header line is not valid UTF-8");

        List<string> given = [];
        var text = new ArrayBufferWriter<byte>();
        foreach (var cell in new CsvCells(header))
        {
            if (cell.IsMalformed)
                return BodyErrors.Unreadable("the quotes of its header line do not pair");
            given.Add(Encoding.UTF8.GetString(cell.Text(text)));
        }

        return Problem(given) is { } reason ? BodyErrors.Unreadable("its header line " + reason) : new CsvLines(given);
    }

    /// <summary>The record as a JSON object, good until the next one.</summary>
    public Error? Spell(ReadOnlySpan<byte> record, out ReadOnlySpan<byte> spelt)
    {
        spelt = default;
        if (!Utf8.IsValid(record))
            return BodyErrors.Unreadable("it is not valid UTF-8");

        json.ResetWrittenCount();
        using var writer = new Utf8JsonWriter(json);
        writer.WriteStartObject();
        var count = 0;
        foreach (var cell in new CsvCells(record))
        {
            if (cell.IsMalformed)
                return BodyErrors.Unreadable($"the quotes of its cell {count + 1} do not pair");
            var content = cell.Text(text);
            if (count < names.Length && !content.IsEmpty)
                Write(writer, count, content);
            count++;
        }

        if (count != names.Length)
            return BodyErrors.Unreadable($"it has {count} cells, and the header line names {names.Length} columns");
        writer.WriteEndObject();
        writer.Flush();
        spelt = json.WrittenSpan;
        return null;
    }

    private void Write(Utf8JsonWriter writer, int column, ReadOnlySpan<byte> content)
    {
        writer.WritePropertyName(names[column]);
        if (ImportColumns.IsNumber(columns[column]) && IsNumber(content))
            writer.WriteRawValue(content, skipInputValidation: true);
        else if (!(ImportColumns.IsJson(columns[column]) && TryWriteJson(writer, content)))
            writer.WriteStringValue(content);
    }

    private static bool IsNumber(ReadOnlySpan<byte> content)
    {
        if (content.ContainsAnyExcept(InNumbers))
            return false;
        try
        {
            var reader = new Utf8JsonReader(content);
            return reader.Read() && reader.BytesConsumed == content.Length;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool TryWriteJson(Utf8JsonWriter writer, ReadOnlySpan<byte> content)
    {
        try
        {
            writer.WriteRawValue(content);
            return true;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return false;
        }
    }

    private static string? Problem(List<string> given)
    {
        var names = string.Join(", ", ImportColumns.All);
        if (given.Find(name => !ImportColumns.All.Contains(name)) is { } unknown)
            return $"names a column that is not known, '{Input.JsonPath.Shown(unknown)}'; those are {names}";
        if (given.Count != given.Distinct().Count())
            return "names a column more than once";
        return ImportColumns.Required.FirstOrDefault(name => !given.Contains(name)) is { } missing
            ? $"lacks the column {missing}"
            : null;
    }
}
