using System.Buffers;
using System.Buffers.Text;
using System.Text;
using RunEvaluations.Api.Json;
using RunEvaluations.Api.Paging;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Evaluations;

/// <summary>
/// Evaluations as a table: RFC 4180 with a header. Null is an empty cell, and an empty text is one in quotes.
/// </summary>
internal sealed class EvaluationCsv : IItemWriter<IEvaluationRow>, IFieldWriter
{
    public const string Type = "text/csv";

    public static readonly StreamFormat<IEvaluationRow> Table =
        new($"{Type}; charset=utf-8; header=present", output => new EvaluationCsv(output));

    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");

    private readonly IBufferWriter<byte> output;
    private bool isFirstCell = true;

    private EvaluationCsv(IBufferWriter<byte> output) => this.output = output;

    public void Begin()
    {
        foreach (var field in EvaluationFields.All)
            Write(field, field.Name);
        EndLine();
    }

    public void Write(IEvaluationRow item)
    {
        EvaluationFields.Write(item, this);
        EndLine();
    }

    public void End()
    {
    }

    public void Dispose()
    {
    }

    public void Write(Field field, string? text)
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

    public void Write(Field field, JsonObjectText? json) => Write(field, json?.Text);

    public void Write(Field field, Guid? id)
    {
        BeginCell();
        if (id is { } known && known.TryFormat(output.GetSpan(36), out var length))
            output.Advance(length);
    }

    public void Write(Field field, double? number)
    {
        BeginCell();
        // As JSON spells it: the shortest text that is read as the same double.
        if (number is { } known && Utf8Formatter.TryFormat(known, output.GetSpan(32), out var length))
            output.Advance(length);
    }

    public void Write(Field field, DateTimeOffset? time)
    {
        BeginCell();
        if (time is { } known)
            output.Advance(Rfc3339.Format(known, output.GetSpan(Rfc3339.MaxLength)));
    }

    private void BeginCell()
    {
        if (!isFirstCell)
            output.Write(","u8);
        isFirstCell = false;
    }

    private void EndLine()
    {
        output.Write("\r\n"u8);
        isFirstCell = true;
    }
}
