using RunEvaluations.Domain.Humanloop;

namespace RunEvaluations.Api.Humanloop.Input;

/// <summary>What Logs are made of.</summary>
internal static class LogShapes
{
    /// <summary>Members of a request that say what the Log is of and what it is linked to; the others are its content.</summary>
    public static readonly IReadOnlyList<string> Envelope =
    [
        "run_id", "path", "id", "log_id", "source_datapoint_id", "trace_parent_id", "log_status", "prompt", "agent", "tool",
        "flow", "parent_id", "judgment", "marked_completed", "spec",
    ];

    private static readonly Member[] Content =
    [
        new("start_time", Shape.Time),
        new("end_time", Shape.Time),
        new("output", Shape.Text),
        new("created_at", Shape.Time),
        new("error", Shape.Text),
        new("provider_latency", Shape.Number),
        new("stdout", Shape.Text),
        new("provider_request", Shape.Map),
        new("provider_response", Shape.Map),
        new("inputs", Shape.Map),
        new("source", Shape.Text),
        new("metadata", Shape.Map),
        new("user", Shape.Text),
        new("environment", Shape.Text),
        new("save", Shape.Flag),
        new("output_message", Shapes.ChatMessage),
    ];

    private static readonly Member[] Links =
    [
        new("path", Shape.Text),
        new("id", Shapes.FileId),
        new("log_id", Shapes.LogId),
        new("trace_parent_id", Shapes.LogId),
        new("source_datapoint_id", Shapes.DatapointId),
    ];

    private static readonly Member RunId = new("run_id", Shapes.ExperimentId);

    private static readonly Member LogStatus = new("log_status", Shape.OneOf("complete", "incomplete"));

    private static readonly Member[] ModelContent =
    [
        new("messages", Shapes.ChatMessages),
        new("tool_choice", Shape.Either(
            Shape.OneOf("none", "auto", "required"),
            Shape.Object(Shapes.Type("function"), new(
                "function", Shape.Object(new Member("name", Shape.Text, IsRequired: true)), IsRequired: true)))),
        new("prompt_tokens", Shape.Whole),
        new("reasoning_tokens", Shape.Whole),
        new("output_tokens", Shape.Whole),
        new("prompt_cost", Shape.Number),
        new("output_cost", Shape.Number),
        new("finish_reason", Shape.Text),
    ];

    private static readonly Member Messages = new("messages", Shapes.ChatMessages);

    /// <summary>The body of a request that records one.</summary>
    public static readonly IReadOnlyDictionary<FileKind, Shape> Record = new Dictionary<FileKind, Shape>
    {
        [FileKind.Prompt] = Shape.Object([RunId, .. Links, .. Content, .. ModelContent, Described(FileKind.Prompt, "prompt")]),
        [FileKind.Agent] = Shape.Object([RunId, .. Links, .. Content, .. ModelContent, Described(FileKind.Agent, "agent")]),
        [FileKind.Tool] = Shape.Object([RunId, .. Links, .. Content, Described(FileKind.Tool, "tool")]),
        [FileKind.Flow] = Shape.Object([RunId, .. Links, .. Content, Messages, LogStatus, Described(FileKind.Flow, "flow")]),
    };

    public static readonly Shape Judge = Shape.Object(
    [
        new("parent_id", Shapes.LogId, IsRequired: true),
        new("judgment", Shape.Either(Shape.Flag, Shape.Number, Shape.Text, Shape.ListOf(Shape.Text))),
        new("marked_completed", Shape.Flag),
        new("spec", VersionShapes.Spec),
        .. Links,
        .. Content,
    ]);

    /// <summary>The body of a request that changes one.</summary>
    public static readonly IReadOnlyDictionary<FileKind, Shape> Update = new Dictionary<FileKind, Shape>
    {
        [FileKind.Prompt] = Shape.Object([.. Content, .. ModelContent]),
        [FileKind.Agent] = Shape.Object([.. Content, .. ModelContent]),
        [FileKind.Tool] = Shape.Object(Content),
        [FileKind.Flow] = Shape.Object([.. Content, Messages, LogStatus]),
    };

    private static Member Described(FileKind kind, string name) => new(name, VersionShapes.Described[kind]);
}
