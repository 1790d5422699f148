using System.Buffers;
using System.Text.Json;
using RunEvaluations.Api.Json;
using RunEvaluations.Api.Paging;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Evaluations;

/// <summary>Evaluations as JSON objects, in an array or a line each (NDJSON).</summary>
internal sealed class EvaluationJson : IItemWriter<IEvaluationRow>, IFieldWriter
{
    public const string LinesType = "application/x-ndjson";

    public static readonly StreamFormat<IEvaluationRow> Array =
        new("application/json; charset=utf-8", output => new EvaluationJson(output, inLines: false));

    public static readonly StreamFormat<IEvaluationRow> Lines =
        new($"{LinesType}; charset=utf-8", output => new EvaluationJson(output, inLines: true));

    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n");

    private readonly IBufferWriter<byte> output;
    private readonly bool inLines;
    private readonly Utf8JsonWriter json;
    private bool isFirst = true;

    private EvaluationJson(IBufferWriter<byte> output, bool inLines)
    {
        (this.output, this.inLines) = (output, inLines);
        json = new Utf8JsonWriter(
            output, new JsonWriterOptions { Encoder = WireJson.Options.Encoder, SkipValidation = true });
    }

    public void Begin()
    {
        if (!inLines)
            output.Write("["u8);
    }

    public void Write(IEvaluationRow item)
    {
        if (!inLines && !isFirst)
            output.Write(","u8);
        isFirst = false;
        json.WriteStartObject();
        EvaluationFields.Write(item, this);
        json.WriteEndObject();
        json.Flush();
        json.Reset();
        if (inLines)
            output.Write("\n"u8);
    }

    public void End()
    {
        if (!inLines)
            output.Write("]"u8);
    }

    public void Dispose() => json.Dispose();

    public void Write(Field field, string? text)
    {
        if (text is null)
            WriteNull(field);
        else
            json.WriteString(field.Json, text);
    }

    public void Write(Field field, Guid? id)
    {
        if (id is { } known)
            json.WriteString(field.Json, known);
        else
            WriteNull(field);
    }

    public void Write(Field field, double? number)
    {
        if (number is { } known)
            json.WriteNumber(field.Json, known);
        else
            WriteNull(field);
    }

    public void Write(Field field, DateTimeOffset? time)
    {
        if (time is not { } known)
        {
            WriteNull(field);
            return;
        }

        Span<byte> text = stackalloc byte[Rfc3339.MaxLength];
        json.WriteString(field.Json, text[..Rfc3339.Format(known, text)]);
    }

    public void Write(Field field, JsonObjectText? json)
    {
        if (json is null)
        {
            WriteNull(field);
            return;
        }

        // An object is kept as it was spelt, on several lines perhaps; a line end is a blank between its tokens.
        var text = inLines && json.Text.AsSpan().ContainsAny(LineEnds)
            ? json.Text.Replace('\r', ' ').Replace('\n', ' ')
            : json.Text;
        this.json.WritePropertyName(field.Json);
        this.json.WriteRawValue(text, skipInputValidation: true);
    }

    private void WriteNull(Field field)
    {
        if (!field.IsLeftOutIfNull)
            json.WriteNull(field.Json);
    }
}
