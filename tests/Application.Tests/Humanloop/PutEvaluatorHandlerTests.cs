using NSubstitute;
using RunEvaluations.Application.Evaluators;
using RunEvaluations.Application.Humanloop.Files;
using RunEvaluations.Application.Labels;
using RunEvaluations.Domain.Evaluators;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Results;

namespace RunEvaluations.Application.Tests.Humanloop;

/// <summary>What an evaluator of Humanloop's is in the ledger.</summary>
public sealed class PutEvaluatorHandlerTests
{
    private const string Number = """{"spec":{"evaluator_type":"llm","return_type":"number"}}""";
    private const string Text = """{"spec":{"evaluator_type":"human","return_type":"text"}}""";

    private readonly TheApplication app = Rows.Nothing();
    private readonly List<NewLabel> labels = [];
    private readonly List<Evaluator> evaluators = [];
    private readonly List<NewVersion> versions = [];

    public PutEvaluatorHandlerTests()
    {
        var view = Rows.File(FileKind.Evaluator, Rows.YesOrNo);
        app.Files.Find("", default!, default).ReturnsForAnyArgs(view);
        app.Labels.Create(Arg.Do<NewLabel>(labels.Add), A.Token).Returns(A.Label(91));
        app.Evaluators.Create(Arg.Do<Evaluator>(evaluators.Add), A.Token).Returns(A.EvaluatorView(92));
        app.Versions.Create(default!, default, default, default).ReturnsForAnyArgs(
            call => new VersionedFile(call.ArgAt<Guid>(1), "path", call.ArgAt<Guid?>(2), IsNew: true));
        app.Versions.Put(Arg.Any<VersionedFile>(), Arg.Any<FileVersion>(), Arg.Do<NewVersion>(versions.Add), A.Token)
            .Returns(A.Id(101));
        app.Versions.Open(Arg.Any<FileVersion>(), A.Token).Returns(Result<VersionedFile?>.Ok(null));
        app.Versions.Labelled("acme", A.Id(1), A.Token).Returns([new LabelledVersion(A.Id(91), new(Rows.YesOrNo))]);
        app.Evaluators.Get("acme", A.Id(92), A.Token).Returns(A.EvaluatorView(92));
    }

    [Fact]
    public async Task The_first_version_makes_an_evaluator_with_a_label()
    {
        await Put(Number);

        Assert.Equal(
            ("path", EvaluationValueType.Continuous), (Assert.Single(labels).Name, labels[0].Constraint.Type));
        var evaluator = Assert.Single(evaluators);
        Assert.Equal(("path", EvaluatorKind.Llm, A.Id(91)), (evaluator.Name, evaluator.Kind, evaluator.LabelIds.Single()));
        await app.Versions.Received(1).Create(Arg.Any<FileVersion>(), Arg.Any<Guid>(), A.Id(92), A.Token);
        Assert.Equal(A.Id(91), Assert.Single(versions).LabelId);
    }

    [Fact]
    public async Task Names_that_are_taken_are_numbered()
    {
        app.Labels.Create(Arg.Any<NewLabel>(), A.Token).Returns(
            LabelErrors.NameTaken, LabelErrors.NameTaken, A.Label(91));
        app.Evaluators.Create(Arg.Any<Evaluator>(), A.Token).Returns(EvaluatorErrors.NameTaken, A.EvaluatorView(92));

        await Put(Number);

        Assert.Equal(["path", "path (2)", "path (3)"], labels.Select(label => label.Name));
        Assert.Equal(["path", "path (2)"], evaluators.Select(evaluator => evaluator.Name));
    }

    [Fact]
    public async Task What_the_ledger_has_no_label_for_has_an_evaluator_without_one()
    {
        await Put(Text);

        Assert.Empty(labels);
        Assert.Equal(EvaluatorKind.Human, Assert.Single(evaluators).Kind);
        Assert.Null(Assert.Single(versions).LabelId);
    }

    [Fact]
    public async Task A_later_version_whose_judgments_mean_the_same_has_the_same_label()
    {
        IsThere();

        await Put(Rows.YesOrNo);

        Assert.Empty(labels);
        Assert.Empty(evaluators);
        Assert.Equal(A.Id(91), Assert.Single(versions).LabelId);
        await app.Evaluators.DidNotReceiveWithAnyArgs().Update(default!, default);
    }

    [Fact]
    public async Task One_whose_judgments_mean_something_else_has_a_label_of_its_own_that_the_evaluator_fills_too()
    {
        IsThere();
        app.Labels.Create(Arg.Any<NewLabel>(), A.Token).Returns(A.Label(95));
        EvaluatorChange? change = null;
        app.Evaluators.Update(Arg.Do<EvaluatorChange>(c => change = c), A.Token).Returns(A.EvaluatorView(92));

        await Put(Number);

        Assert.Single(labels);
        Assert.Empty(evaluators);
        Assert.Equal([A.Id(91), A.Id(95)], change!.LabelIds);
        Assert.Equal(A.Id(95), Assert.Single(versions).LabelId);
    }

    [Fact]
    public async Task A_spec_that_makes_no_sense_is_refused_before_anything_is_made()
    {
        var result = await app.Send(Request("""
            {"spec":{"evaluator_type":"human","return_type":"number","number_limits":{"min":1,"max":0}}}
            """));

        Assert.Equal("body.spec.number_limits", result.Error!.Fields.Keys.Single());
        Assert.Empty(labels);
        Assert.Empty(versions);
    }

    private void IsThere() => app.Versions.Open(Arg.Any<FileVersion>(), A.Token)
        .Returns(new VersionedFile(A.Id(1), "path", A.Id(92), IsNew: false));

    private async Task Put(string content) => Assert.Null((await app.Send(Request(content))).Error);

    private static PutEvaluator Request(string content) =>
        new() { Caller = A.User, Version = new() { Path = "path", Content = new(content) } };
}
