using RunEvaluations.Domain.Humanloop;

namespace RunEvaluations.Api.Humanloop.Input;

/// <summary>What versions of files are made of.</summary>
internal static class VersionShapes
{
    /// <summary>Members of a request that say which file and version it is; the others are the version's content.</summary>
    public static readonly IReadOnlyList<string> Envelope = ["path", "id", "version_name", "version_description"];

    private static readonly Member[] PromptMembers =
    [
        new("model", Shape.Text, IsRequired: true),
        new("endpoint", Shape.OneOf("complete", "chat", "edit")),
        new("template", Shape.Either(Shape.Text, Shapes.ChatMessages)),
        new("template_language", Shape.OneOf("default", "jinja")),
        new("provider", Shape.OneOf(
            "anthropic", "bedrock", "cohere", "deepseek", "google", "groq", "mock", "openai", "openai_azure", "replicate")),
        new("max_tokens", Shape.Whole),
        new("temperature", Shape.Number),
        new("top_p", Shape.Number),
        new("stop", Shape.Either(Shape.Text, Shape.ListOf(Shape.Text))),
        new("presence_penalty", Shape.Number),
        new("frequency_penalty", Shape.Number),
        new("other", Shape.Map),
        new("seed", Shape.Whole),
        new("response_format", Shape.Object(
            new("type", Shape.OneOf("json_object", "json_schema"), IsRequired: true), new("json_schema", Shape.Map))),
        new("reasoning_effort", Shape.Either(Shape.OneOf("high", "medium", "low"), Shape.Whole)),
        new("attributes", Shape.Map),
    ];

    private static readonly Member[] PromptTools =
    [
        new("tools", Shape.ListOf(Shapes.ToolFunction)),
        new("linked_tools", Shape.ListOf(Shape.Text)),
    ];

    private static readonly Member[] AgentTools =
    [
        new("tools", Shape.ListOf(Shape.ByKind(
            "type",
            ("inline", Shape.Object(Shapes.Type("inline"), new("json_schema", Shapes.ToolFunction, IsRequired: true), OnAgentCall)),
            ("file", Shape.Object(Shapes.Type("file"), new("link", Shape.Object(
                new("file_id", Shape.Text, IsRequired: true),
                new("environment_id", Shape.Text),
                new("version_id", Shape.Text)), IsRequired: true), OnAgentCall))))),
        new("max_iterations", Shape.Whole),
    ];

    private static readonly Member[] ToolMembers =
    [
        new("function", Shapes.ToolFunction),
        new("source_code", Shape.Text),
        new("setup_values", Shape.Map),
        new("attributes", Shape.Map),
        new("tool_type", Shape.OneOf(
            "pinecone_search", "google", "mock", "snippet", "json_schema", "get_api_call", "python")),
    ];

    private static readonly Member[] FlowMembers = [new("attributes", Shape.Map, IsRequired: true)];

    private static readonly Member[] SpecMembers =
    [
        new("arguments_type", Shape.OneOf("target_free", "target_required"), IsRequired: true),
        new("return_type", Shape.OneOf("boolean", "number", "select", "multi_select", "text"), IsRequired: true),
        new("attributes", Shape.Map),
        new("options", Shape.ListOf(Shape.Object(new("name", Shape.Text, IsRequired: true), new("valence", Valence)))),
        new("number_limits", Shape.Object(new("min", Shape.Number), new("max", Shape.Number), new("step", Shape.Number))),
        new("number_valence", Valence),
    ];

    public static readonly Shape Prompt = Shape.Object([.. PromptMembers, .. PromptTools]);

    public static readonly Shape Spec = Shape.ByKind(
        "evaluator_type",
        ("llm", Shape.Object([.. SpecMembers, Kind("llm"), new("prompt", Prompt)])),
        ("python", Shape.Object([.. SpecMembers, Kind("python"), new("code", Shape.Text, IsRequired: true)])),
        ("human", Shape.Object([.. SpecMembers, Kind("human"), new("instructions", Shape.Text)])),
        ("external", Shape.Object([.. SpecMembers, Kind("external")])));

    /// <summary>What is described of a version beside a Log of it.</summary>
    public static readonly IReadOnlyDictionary<FileKind, Shape> Described = new Dictionary<FileKind, Shape>
    {
        [FileKind.Prompt] = Prompt,
        [FileKind.Agent] = Shape.Object([.. PromptMembers, .. AgentTools]),
        [FileKind.Tool] = Shape.Object(ToolMembers),
        [FileKind.Flow] = Shape.Object(FlowMembers),
    };

    /// <summary>The body of a request for a version of a file.</summary>
    public static readonly IReadOnlyDictionary<FileKind, Shape> Put = new Dictionary<FileKind, Shape>
    {
        [FileKind.Prompt] = Body([.. PromptMembers, .. PromptTools]),
        [FileKind.Agent] = Body([.. PromptMembers, .. AgentTools]),
        [FileKind.Tool] = Body(ToolMembers),
        [FileKind.Flow] = Body(FlowMembers),
        [FileKind.Evaluator] = Body([new("spec", Spec, IsRequired: true)]),
        [FileKind.Dataset] = Body(
        [
            new("datapoints", Shape.ListOf(Shape.Object(
                new("inputs", Shape.MapOf(Shape.Text)),
                new("messages", Shapes.ChatMessages),
                new("target", Shape.MapOf(Shape.Anything)))), IsRequired: true),
            new("action", Shape.OneOf("set", "add", "remove")),
            new("attributes", Shape.Map),
        ]),
    };

    private static Member OnAgentCall => new("on_agent_call", Shape.OneOf("stop", "continue"));

    private static Shape Valence => Shape.OneOf("positive", "negative", "neutral");

    private static Member Kind(string type) => new("evaluator_type", Shape.OneOf(type), IsRequired: true);

    private static Shape Body(Member[] content) => Shape.Object(
    [
        new("path", Shape.Text),
        new("id", Shapes.FileId),
        new("version_name", Shapes.Name),
        new("version_description", Shapes.Description),
        new("description", Shapes.Description),
        new("tags", Shape.ListOf(Shape.Text)),
        new("readme", Shape.Text),
        .. content,
    ]);
}
