using System.Text.Json;
using System.Text.Json.Nodes;

namespace RunEvaluations.Api.Humanloop.Input;

/// <summary>The bodies of the 14 evaluation operations.</summary>
internal static class SuiteShapes
{
    private const int MostEvaluators = 100;
    private const int MostLogs = 10_000;

    public static readonly Shape Create = Shape.Object(
        Evaluators,
        new("name", Shapes.Name),
        new("file", Shape.Object(new("id", Shapes.FileId), new("path", Shape.Text))));

    public static readonly Shape AddEvaluators = Shape.Object(Evaluators);

    public static readonly Shape CreateExperiment = Shape.Object(
        new("dataset", Version),
        new("version", Version),
        new("orchestrated", Shape.Flag),
        new("use_existing_logs", Shape.Flag));

    public static readonly Shape UpdateExperiment = Shape.Object(
        new("control", new Shape("must be true: another Run is made the control in its place", (value, _, _) =>
            value.ValueKind is JsonValueKind.True ? JsonValue.Create(true) : null)),
        new("status", Shape.OneOf("completed", "cancelled")));

    public static readonly Shape AddLogs = Shape.Object(
        new Member("log_ids", Shape.ListOf(Shapes.LogId, MostLogs), IsRequired: true));

    private static Member Evaluators => new(
        "evaluators",
        Shape.ListOf(Reference(new Member("orchestrated", Shape.Flag)), MostEvaluators), IsRequired: true);

    private static Shape Version => Reference();

    /// <summary>A version by its id, or by its file's id or path and perhaps an environment.</summary>
    private static Shape Reference(params Member[] more) => new("must be an object", (value, place, faults) =>
    {
        if (value.ValueKind is not JsonValueKind.Object)
            return null;
        Member[] members =
        [
            new("version_id", Shapes.VersionId),
            new("id", Shapes.FileId),
            new("path", Shape.Text),
            new("environment", Shapes.Environment),
            .. more,
        ];
        var kept = Shape.Object(members).Take(value, place, faults)!.AsObject();
        if (!kept.ContainsKey("version_id") && !kept.ContainsKey("id") && !kept.ContainsKey("path"))
            faults.Add(place.Member("version_id"), "field required: version_id, id or path", Faults.Missing);
        return kept;
    });
}
