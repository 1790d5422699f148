using System.Text.Json;
using RunEvaluations.Api.Tests.Evaluations;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Statistics;

/// <summary>An evaluation as the export has it: figures are computed again from these.</summary>
internal sealed record Recorded(
    Guid Id,
    Guid RunId,
    Guid LabelId,
    string? OutputName,
    string? FieldPath,
    string? Author,
    Guid? EvaluatorId,
    double Value,
    DateTimeOffset CreatedAt)
{
    public (Guid, Guid, string?, string?) Target => (RunId, LabelId, OutputName, FieldPath);

    public string Rater => Author ?? $"{EvaluatorId}";

    public static async Task<IReadOnlyList<Recorded>> All(ApiClient client) =>
        [.. ExportTests.Lines(await client.Get("/v1/evaluations/export")).Select(Of)];

    /// <summary>Of each rater the latest for a target.</summary>
    public static IReadOnlyList<Recorded> Counted(IEnumerable<Recorded> all) =>
    [
        .. all.GroupBy(one => (one.Target, one.Rater))
            .Select(group => group.OrderBy(one => one.CreatedAt).ThenBy(one => one.Id, InOrder).Last()),
    ];

    /// <summary>As the database sorts ids: by their text.</summary>
    public static readonly IComparer<Guid> InOrder = Comparer<Guid>.Create((a, b) => string.CompareOrdinal($"{a}", $"{b}"));

    private static Recorded Of(JsonElement line) => new(
        line.GetProperty("id").GetGuid(),
        line.GetProperty("run_id").GetGuid(),
        line.GetProperty("evaluation_label_id").GetGuid(),
        Text(line, "output_name"),
        Text(line, "field_path"),
        Text(line, "created_by"),
        Text(line, "created_by_evaluator_id") is { } id ? Guid.Parse(id) : null,
        line.GetProperty("value").GetDouble(),
        line.GetProperty("created_at").GetDateTimeOffset());

    private static string? Text(JsonElement line, string member) =>
        line.TryGetProperty(member, out var text) ? text.GetString() : null;
}
