using System.Buffers;
using RunEvaluations.Api.Paging;
using RunEvaluations.Api.Tables;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Evaluations;

/// <summary>Evaluations as a table with a header.</summary>
internal sealed class EvaluationCsv : IItemWriter<IEvaluationRow>, IFieldWriter
{
    public static readonly StreamFormat<IEvaluationRow> Table =
        new(CsvWriter.ContentType, output => new EvaluationCsv(output));

    private readonly CsvWriter cells;

    private EvaluationCsv(IBufferWriter<byte> output) => cells = new CsvWriter(output);

    public void Begin()
    {
        foreach (var field in EvaluationFields.All)
            cells.Write(field.Name);
        cells.EndLine();
    }

    public void Write(IEvaluationRow item)
    {
        EvaluationFields.Write(item, this);
        cells.EndLine();
    }

    public void End()
    {
    }

    public void Dispose()
    {
    }

    public void Write(Field field, string? text) => cells.Write(text);

    public void Write(Field field, JsonObjectText? json) => cells.Write(json?.Text);

    public void Write(Field field, Guid? id) => cells.Write(id);

    public void Write(Field field, double? number) => cells.Write(number);

    public void Write(Field field, DateTimeOffset? time) => cells.Write(time);
}
