using System.Text.Json;
using RunEvaluations.Application.Humanloop.Logs;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Runs;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Tests.Humanloop;

/// <summary>The run of the ledger that a Log is.</summary>
public sealed class LogContentTests
{
    [Theory]
    [InlineData("{}", true, RunStatus.Completed)]
    [InlineData("""{"error":"broke"}""", true, RunStatus.Failed)]
    [InlineData("""{"error":"broke"}""", false, RunStatus.Running)]
    [InlineData("{}", false, RunStatus.Running)]
    public void Its_status_is_that_of_the_log(string content, bool complete, RunStatus status) =>
        Assert.Equal(status, ToRun(content, complete).Status);

    [Fact]
    public void It_has_the_output_and_why_it_failed()
    {
        var run = ToRun("""{"output":"é","output_message":{"role":"assistant"},"error":"broke","provider":"x"}""");

        Assert.Equal("""{"output":"é","output_message":{"role":"assistant"}}""", run.Result!.Outputs!.Text);
        Assert.Equal("broke", run.Result.Error!.Message);
        Assert.Null(ToRun("{}").Result!.Outputs);
        Assert.Null(ToRun("{}").Result!.Error);
    }

    [Fact]
    public void Its_usage_is_what_can_be_added_up()
    {
        Assert.Equal(
            new RunUsage { PromptTokens = 3, CompletionTokens = 4, TotalTokens = 7, Cost = 0.75 },
            Usage("""{"prompt_tokens":3,"output_tokens":4,"prompt_cost":0.5,"output_cost":0.25}"""));
        Assert.Equal(new RunUsage { PromptTokens = 3, Cost = 0.5 }, Usage("""{"prompt_tokens":3,"prompt_cost":0.5}"""));
        Assert.Null(Usage("""{"prompt_tokens":-3,"output_tokens":1.5,"prompt_cost":-1,"output_cost":1e308}"""));
        Assert.Null(Usage("{}"));

        static RunUsage? Usage(string content) => ToRun(content).Result!.Usage;
    }

    [Fact]
    public void Its_metadata_says_where_it_comes_from_and_what_was_sent_unless_that_is_too_much()
    {
        var run = ToRun("""{"metadata":{"a":1}}""");
        using var metadata = JsonDocument.Parse(run.Metadata!.Text);
        Assert.Equal("path/1", metadata.RootElement.GetProperty("humanloop_path").GetString());
        Assert.Equal(
            HumanloopId.OfVersion(FileKind.Prompt, A.Id(101)),
            metadata.RootElement.GetProperty("humanloop_version_id").GetString());
        Assert.Equal("{\"a\":1}", metadata.RootElement.GetProperty("metadata").GetRawText());

        var large = ToRun($$"""{"metadata":{"a":"{{A.Text(Run.MaxMetadataBytes)}}"} }""");
        Assert.DoesNotContain("\"metadata\"", large.Metadata!.Text, StringComparison.Ordinal);
        Assert.Contains("path/1", large.Metadata.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Changes_take_the_place_of_what_was_said_and_the_rest_stays() => Assert.Equal(
        """{"output":"new","inputs":{"a":"é"},"error":"broke"}""",
        new JsonObjectText("""{"output":"old","inputs":{"a":"é"}}""")
            .With(new JsonObjectText("""{"output":"new","error":"broke"}""")).Text);

    private static Run ToRun(string content, bool complete = true) => new NewLog
    {
        Id = A.Id(50),
        FileId = A.Id(1),
        VersionId = A.Id(101),
        RunId = A.Id(50),
        Complete = complete,
        Content = new JsonObjectText(content),
        CreatedBy = A.User,
        CreatedAt = A.Now,
    }.ToRun(FileKind.Prompt, "path/1");
}
