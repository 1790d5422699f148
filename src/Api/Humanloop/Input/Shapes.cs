using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Humanloop.Input;

/// <summary>What is common to the bodies of Humanloop's API. Names and types are those of its published schemas.</summary>
internal static class Shapes
{
    public static readonly Shape Environment =
        Shape.OneOf([.. Enum.GetValues<DeploymentEnvironment>().Select(EnvironmentNames.Of)]);

    public static readonly Shape FileId = Shape.Id("a File", text => HumanloopId.ReadFile(text));
    public static readonly Shape VersionId = Shape.Id("a Version", text => HumanloopId.ReadVersion(text));
    public static readonly Shape LogId = Shape.Id("a Log", HumanloopId.Log);
    public static readonly Shape ExperimentId = Shape.Id("a Run", HumanloopId.Experiment);
    public static readonly Shape DatapointId = Shape.Id("a Datapoint", HumanloopId.Datapoint);

    /// <summary>Of a version, a suite: what people call it.</summary>
    public static readonly Shape Name = Shape.TextUpTo(TextRules.MaxNameLength, blank: false);

    public static readonly Shape Description = Shape.TextUpTo(TextRules.MaxDescriptionLength);

    public static readonly Shape ChatMessage = Shape.Object(
        new("role", Shape.OneOf("user", "assistant", "system", "tool", "developer"), IsRequired: true),
        new("content", Shape.Either(Shape.Text, Shape.ListOf(Shape.ByKind(
            "type",
            ("text", Shape.Object(Type("text"), new("text", Shape.Text, IsRequired: true))),
            ("image_url", Shape.Object(Type("image_url"), new("image_url", Shape.Object(
                new("url", Shape.Text, IsRequired: true),
                new("detail", Shape.OneOf("high", "low", "auto"))), IsRequired: true))))))),
        new("name", Shape.Text),
        new("tool_call_id", Shape.Text),
        new("tool_calls", Shape.ListOf(Shape.Object(
            new("id", Shape.Text, IsRequired: true),
            Type("function"),
            new("function", Shape.Object(new("name", Shape.Text, IsRequired: true), new("arguments", Shape.Text)), IsRequired: true)))),
        new("thinking", Shape.ListOf(Shape.ByKind(
            "type",
            ("thinking", Shape.Object(
                Type("thinking"), new("thinking", Shape.Text, IsRequired: true), new("signature", Shape.Text, IsRequired: true))),
            ("redacted_thinking", Shape.Object(Type("redacted_thinking"), new("data", Shape.Text, IsRequired: true)))))));

    public static readonly Shape ChatMessages = Shape.ListOf(ChatMessage);

    public static readonly Shape ToolFunction = Shape.Object(
        new("name", Shape.Text, IsRequired: true),
        new("description", Shape.Text, IsRequired: true),
        new("strict", Shape.Flag),
        new("parameters", Shape.Map));

    /// <summary>A member that says what the object is.</summary>
    public static Member Type(string name) => new("type", Shape.OneOf(name), IsRequired: true);
}
