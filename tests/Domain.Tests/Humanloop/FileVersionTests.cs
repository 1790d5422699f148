using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Domain.Tests.Humanloop;

public sealed class FileVersionTests
{
    [Theory]
    [InlineData(FileKind.Prompt, true)]
    [InlineData(FileKind.Tool, true)]
    [InlineData(FileKind.Flow, true)]
    [InlineData(FileKind.Agent, true)]
    [InlineData(FileKind.Dataset, false)]
    public void The_first_version_is_deployed_of_what_is_run(FileKind kind, bool deployed) =>
        Assert.Equal(deployed, Version(kind, "{}").IsDeployedFirst);

    [Theory]
    [InlineData("llm", true)]
    [InlineData("python", true)]
    [InlineData("human", false)]
    [InlineData("external", false)]
    public void That_of_an_evaluator_is_unless_it_judges_elsewhere(string type, bool deployed) => Assert.Equal(
        deployed,
        Version(FileKind.Evaluator, $$"""{"spec":{"evaluator_type":"{{type}}","return_type":"boolean"} }""").IsDeployedFirst);

    private static FileVersion Version(FileKind kind, string content) => new()
    {
        Kind = kind,
        Content = new JsonObjectText(content),
        CreatedBy = Caller.User("acme", "ann"),
        CreatedAt = DateTimeOffset.UnixEpoch,
    };
}
