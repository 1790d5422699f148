using System.Buffers;
using System.Text.Json;
using RunEvaluations.Api.Tables;

namespace RunEvaluations.Api.Statistics;

/// <summary>A figure as a row of a table. What a figure has nothing to do with is null.</summary>
internal sealed record FigureRow(string Figure)
{
    public Guid? EvaluationLabelId { get; init; }
    public string? EvaluationLabelName { get; init; }

    /// <summary>What it is of: a group, a rater, a period, a run.</summary>
    public GroupResponse? Of { get; init; }

    /// <summary>The other one of two raters.</summary>
    public RaterResponse? Other { get; init; }

    public Guid? RunId { get; init; }

    /// <summary>The index of a category.</summary>
    public int? Category { get; init; }

    public double? Value { get; init; }
    public double? Low { get; init; }
    public double? High { get; init; }
    public long? N { get; init; }
    public string? Method { get; init; }
    public string? Note { get; init; }
    public string? Evaluations { get; init; }

    /// <summary>The same with what a figure says.</summary>
    public FigureRow With(FigureResponse figure) => this with
    {
        Value = figure.Value,
        Low = figure.Low,
        High = figure.High,
        N = figure.N,
        Method = figure.Method,
        Note = figure.Note,
        Evaluations = figure.Evaluations,
    };
}

/// <summary>Answers as tables: a row for each figure, and the same columns whatever was asked.</summary>
internal static class FigureTable
{
    private static readonly string[] Columns =
    [
        "evaluation_label_id", "evaluation_label_name", "author", "evaluator_id", "other_author", "other_evaluator_id",
        "experiment_id", "run_id", "output_name", "field_path", "from", "before", "category", "figure", "value", "low",
        "high", "n", "method", "note", "evaluations",
    ];

    public static ReadOnlyMemory<byte> Write(IEnumerable<FigureRow> rows)
    {
        var output = new ArrayBufferWriter<byte>();
        var cells = new CsvWriter(output);
        foreach (var column in Columns)
            cells.Write(column);
        cells.EndLine();
        foreach (var row in rows)
            Write(cells, row);
        return output.WrittenMemory;
    }

    /// <summary>A name of the wire.</summary>
    public static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private static void Write(CsvWriter cells, FigureRow row)
    {
        cells.Write(row.EvaluationLabelId);
        cells.Write(row.EvaluationLabelName);
        cells.Write(row.Of?.Author);
        cells.Write(row.Of?.EvaluatorId);
        cells.Write(row.Other?.Author);
        cells.Write(row.Other?.EvaluatorId);
        cells.Write(row.Of?.ExperimentId);
        cells.Write(row.RunId);
        cells.Write(row.Of?.OutputName);
        cells.Write(row.Of?.FieldPath);
        cells.Write(row.Of?.From);
        cells.Write(row.Of?.Before);
        cells.Write((double?)row.Category);
        cells.Write(row.Figure);
        cells.Write(row.Value);
        cells.Write(row.Low);
        cells.Write(row.High);
        cells.Write((double?)row.N);
        cells.Write(row.Method);
        cells.Write(row.Note);
        cells.Write(row.Evaluations);
        cells.EndLine();
    }
}
