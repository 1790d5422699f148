using NSubstitute;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Application.Humanloop.Logs;
using RunEvaluations.Application.Runs;
using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Runs;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Tests.Humanloop;

public sealed class RecordJudgmentHandlerTests
{
    private const string Options =
        """{"spec":{"evaluator_type":"human","return_type":"select","options":[{"name":"bad"},{"name":"good"}]}}""";

    private static readonly RecordJudgment Request = new()
    {
        Caller = A.User,
        Reference = new() { FileId = A.Id(1) },
        ParentId = A.Id(50),
        Judgment = "true",
        Content = Rows.Empty,
    };

    private readonly TheApplication app = Rows.Nothing();
    private Evaluation? recorded;
    private NewJudgment? added;

    public RecordJudgmentHandlerTests()
    {
        app.Has(Rows.Log(50, Rows.File(number: 2)));
        app.Evaluations.CreateMany(Arg.Any<IReadOnlyList<Evaluation>>(), Recording.AllOrNone, A.Token).Returns(call =>
        {
            recorded = call.Arg<IReadOnlyList<Evaluation>>().Single();
            return [new WriteAttempt(A.Evaluation(), new EvaluationTarget(true, null, true))];
        });
        app.Logs.Add(Arg.Any<NewLog>(), Arg.Do<NewJudgment>(judgment => added = judgment), A.Token).Returns(new Done());
    }

    [Theory]
    [InlineData(Rows.YesOrNo, "true", 1)]
    [InlineData(Rows.YesOrNo, "false", 0)]
    [InlineData(Options, "\"good\"", 1)]
    public async Task What_the_ledger_holds_is_an_evaluation_of_the_run_by_the_evaluator(
        string content, string judgment, double value)
    {
        Knows(content);

        var result = await app.Send(Request with { Judgment = judgment });

        Assert.Null(result.Error);
        Assert.Equal(
            (Caller.Evaluator("acme", A.Id(0xee)), A.Id(50), A.Id(0xaa), value),
            (recorded!.Author, recorded.RunId, recorded.LabelId, recorded.Value));
        Assert.Equal(new NewJudgment(A.Id(50), JudgmentOutcome.Judged, recorded.Id, null), added);
    }

    [Fact]
    public async Task What_it_does_not_hold_stays_as_it_was_sent()
    {
        app.Has(
            Rows.File(FileKind.Evaluator, """{"spec":{"evaluator_type":"external","return_type":"text"}}""") with
            {
                EvaluationLabelId = null,
            },
            Rows.File(number: 2));

        await app.Send(Request with { Judgment = "\"so so\"" });

        Assert.Null(recorded);
        Assert.Equal(new NewJudgment(A.Id(50), JudgmentOutcome.Judged, null, "\"so so\""), added);
    }

    [Theory]
    [InlineData(JudgmentOutcome.None)]
    [InlineData(JudgmentOutcome.Failed)]
    [InlineData(JudgmentOutcome.Pending)]
    public async Task Without_a_judgment_there_is_only_what_came_of_it(JudgmentOutcome outcome)
    {
        Knows(Rows.YesOrNo);

        await app.Send(Request with { Judgment = null, Outcome = outcome });

        Assert.Null(recorded);
        Assert.Equal(new NewJudgment(A.Id(50), outcome, null, null), added);
        await app.Logs.Received(1).Add(
            Arg.Is<NewLog>(log => log.Complete == (outcome != JudgmentOutcome.Pending)), Arg.Any<NewJudgment>(), A.Token);
    }

    [Fact]
    public async Task A_judgment_of_the_wrong_type_is_refused_and_nothing_is_written()
    {
        Knows(Rows.YesOrNo);

        var error = (await app.Send(Request with { Judgment = "1" })).Error;

        Assert.Equal(["must be true or false"], error!.Fields["body.judgment"]);
        Assert.Null(recorded);
        Assert.Null(added);
    }

    [Fact]
    public async Task Only_who_may_make_evaluators_describes_one()
    {
        Knows(Rows.YesOrNo);
        var caller = A.User with { Scopes = ScopeSet.Of(Scope.EvaluationsWrite) };
        var described = Request with { Caller = caller, Version = new() { Content = new(Rows.YesOrNo) } };

        Assert.Equal("labels:write", (await app.Send(described)).Error?.Facts["scope"]);
        Assert.Null((await app.Send(described with { Version = null })).Error);
    }

    [Fact]
    public async Task An_unknown_log_or_an_id_that_is_taken_is_refused()
    {
        Knows(Rows.YesOrNo);

        Assert.Same(HumanloopErrors.LogNotFound, (await app.Send(Request with { ParentId = A.Id(51) })).Error);
        Assert.Same(HumanloopErrors.LogExists, (await app.Send(Request with { LogId = A.Id(50) })).Error);
        Assert.Null(added);
    }

    [Fact]
    public async Task A_judgment_becomes_a_run_once_it_is_judged_and_other_logs_are_one_already()
    {
        var (judge, prompt) = (Rows.File(FileKind.Evaluator, Rows.YesOrNo), Rows.File(number: 2));
        app.Has(judge, prompt);
        app.Has(Rows.Log(50, prompt), Rows.Log(60, judge) with { ParentId = A.Id(50), RunId = A.Id(50) });
        app.Runs.Put(Arg.Any<Run>(), A.Token).Returns(new PutRunOutcome(A.Run(), Created: true));

        await app.Send(Request);
        await app.Runs.DidNotReceiveWithAnyArgs().Put(default!, default);
        await app.Send(Request with { ParentId = A.Id(60) });

        await app.Runs.Received(1).Put(Arg.Is<Run>(run => run.Id == A.Id(60)), A.Token);
        Assert.Equal(A.Id(60), recorded!.RunId);
        await app.Logs.Received(1).Add(
            Arg.Is<NewLog>(log => log.RunId == A.Id(50)), Arg.Is<NewJudgment>(j => j.LogId == A.Id(60)), A.Token);
    }

    private void Knows(string content) => app.Has(Rows.File(FileKind.Evaluator, content), Rows.File(number: 2));
}
