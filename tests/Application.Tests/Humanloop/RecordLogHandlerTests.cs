using NSubstitute;
using RunEvaluations.Application.Humanloop.Logs;
using RunEvaluations.Application.Humanloop.Suites;
using RunEvaluations.Application.Runs;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Runs;

namespace RunEvaluations.Application.Tests.Humanloop;

public sealed class RecordLogHandlerTests
{
    private static readonly RecordLog Request = new()
    {
        Caller = A.User,
        Reference = new() { FileId = A.Id(1), Kind = FileKind.Prompt },
        LogId = A.Id(50),
        Content = new("""{"output":"hello"}"""),
    };

    private readonly TheApplication app = Rows.Nothing();

    public RecordLogHandlerTests()
    {
        app.Has(Rows.File());
        app.Runs.Put(Arg.Any<Run>(), A.Token).Returns(new PutRunOutcome(A.Run(), Created: true));
        app.Logs.Add(Arg.Any<NewLog>(), A.Token).Returns(new Done());
    }

    [Fact]
    public async Task A_log_is_the_run_with_its_id()
    {
        Assert.Null((await app.Send(Request)).Error);

        await app.Runs.Received(1).Put(
            Arg.Is<Run>(run => run.Id == A.Id(50) && run.Status == RunStatus.Completed), A.Token);
        await app.Logs.Received(1).Add(
            Arg.Is<NewLog>(log => log.Id == A.Id(50) && log.RunId == A.Id(50) && log.VersionId == A.Id(101)), A.Token);
    }

    [Fact]
    public async Task One_that_is_sent_again_changes_what_is_there_and_is_linked_where_it_says()
    {
        app.Has(Rows.Log(50, Rows.File()) with { Content = new("""{"output":"?","error":"x"}""") });
        app.Experiments.Find("acme", A.Id(70), A.Token).Returns(Experiment());

        var again = await app.Send(Request with { Links = new() { ExperimentId = A.Id(70) } });

        Assert.Equal(A.Id(50), again.Value.Id);
        await app.Logs.DidNotReceiveWithAnyArgs().Add(default!, default);
        await app.Logs.Received(1).Update(
            "acme", A.Id(50), new("""{"output":"hello","error":"x"}"""), true, A.Now, A.Token);
        await app.Logs.Received(1).Link(
            "acme", A.Id(70), Arg.Is<IReadOnlyList<Guid>>(ids => ids.Single() == A.Id(50)), null, A.Now, A.Token);
    }

    [Fact]
    public async Task The_id_of_a_log_of_another_file_is_taken()
    {
        var other = Rows.File(number: 2);
        app.Has(Rows.File(), other);
        app.Has(Rows.Log(50, other));

        Assert.Same(HumanloopErrors.LogExists, (await app.Send(Request)).Error);
        await app.Runs.DidNotReceiveWithAnyArgs().Put(default!, default);
    }

    [Fact]
    public async Task What_it_names_has_to_be_there_and_of_its_file()
    {
        app.Experiments.Find("acme", A.Id(70), A.Token).Returns(Experiment() with { FileId = A.Id(2) });
        app.Datasets.Find("", [], default).ReturnsForAnyArgs(
            new Dictionary<Guid, Application.Humanloop.Files.DatapointView>());

        Assert.Same(HumanloopErrors.ExperimentNotFound, await Refusal(new() { ExperimentId = A.Id(71) }));
        Assert.Equal("body.run_id", (await Refusal(new() { ExperimentId = A.Id(70) }))!.Fields.Keys.Single());
        Assert.Equal(
            "body.source_datapoint_id", (await Refusal(new() { DatapointId = A.Id(72) }))!.Fields.Keys.Single());
        Assert.Equal(
            "body.trace_parent_id", (await Refusal(new() { TraceParentId = A.Id(73) }))!.Fields.Keys.Single());
        await app.Logs.DidNotReceiveWithAnyArgs().Add(default!, default);

        async Task<Domain.Results.Error?> Refusal(LogLinks links) =>
            (await app.Send(Request with { Links = links })).Error;
    }

    [Fact]
    public async Task Neither_a_file_nor_a_description_is_refused()
    {
        var error = (await app.Send(Request with { Reference = new() { Kind = FileKind.Prompt } })).Error;

        Assert.Equal("body.path", error!.Fields.Keys.Single());
    }

    [Fact]
    public async Task A_version_that_is_named_goes_before_one_that_is_described()
    {
        var named = Request with
        {
            Reference = Request.Reference with { VersionId = A.Id(101) },
            Version = new() { Path = "path/1", Content = Rows.Empty },
        };

        Assert.Equal(A.Id(101), (await app.Send(named)).Value.VersionId);
        await app.Versions.DidNotReceiveWithAnyArgs().Open(default!, default);
    }

    private static ExperimentRow Experiment() => new()
    {
        Id = A.Id(70),
        FileId = A.Id(1),
        Orchestrated = false,
        CreatedBy = "ann",
        CreatedAt = A.Now,
    };
}
