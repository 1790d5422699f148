using NSubstitute;
using RunEvaluations.Application.Humanloop.Suites;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;

namespace RunEvaluations.Application.Tests.Humanloop;

public sealed class SuiteHandlerTests
{
    private const string Model = """{"spec":{"evaluator_type":"llm","return_type":"boolean"}}""";

    private readonly TheApplication app = Rows.Nothing();

    [Fact]
    public async Task An_evaluator_that_the_service_would_have_to_run_is_refused_by_its_place()
    {
        app.Has(Rows.File(FileKind.Evaluator, Rows.YesOrNo), Rows.File(FileKind.Evaluator, Model, number: 2));

        var error = (await app.Send(Creates(Wanted(1, true), Wanted(2, true)))).Error;

        Assert.Equal("body.evaluators.1.orchestrated", error!.Fields.Keys.Single());
        await app.Suites.DidNotReceiveWithAnyArgs().Create(default!, default);
    }

    [Fact]
    public async Task One_that_is_named_twice_is_added_once_and_one_that_is_run_elsewhere_may_be_of_any_type()
    {
        app.Has(Rows.File(FileKind.Evaluator, Rows.YesOrNo), Rows.File(FileKind.Evaluator, Model, number: 2));
        NewSuite? created = null;
        app.Suites.Create(Arg.Do<NewSuite>(suite => created = suite), A.Token).Returns(HumanloopErrors.SuiteNameTaken);

        Assert.Same(
            HumanloopErrors.SuiteNameTaken,
            (await app.Send(Creates(Wanted(1, true), Wanted(2, false), Wanted(1, false)))).Error);
        Assert.Equal([new(A.Id(101), true), new NewSuiteEvaluator(A.Id(102), false)], created!.Evaluators);
    }

    [Fact]
    public async Task A_file_of_another_type_is_no_evaluator()
    {
        app.Has(Rows.File());

        Assert.Equal("file_not_found", (await app.Send(Creates(Wanted(1, false)))).Error?.Code);
    }

    [Fact]
    public async Task An_experiment_that_nobody_would_run_is_refused_before_its_files_are_looked_for()
    {
        app.HasSuite([]);

        var error = (await app.Send(new CreateExperiment { Caller = A.User, SuiteId = A.Id(1), Orchestrated = true })).Error;

        Assert.Equal(ErrorKind.Invalid, error?.Kind);
        await app.Experiments.DidNotReceiveWithAnyArgs().Create(default!, default);
    }

    [Fact]
    public async Task A_dataset_makes_no_logs()
    {
        app.HasSuite([]);
        app.Has(Rows.File(FileKind.Dataset));
        var request = new CreateExperiment
        {
            Caller = A.User,
            SuiteId = A.Id(1),
            Version = new() { FileId = A.Id(1) },
            Orchestrated = false,
        };

        Assert.Equal("body.version", (await app.Send(request)).Error!.Fields.Keys.Single());
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(ExperimentStatus.Completed, false)]
    [InlineData(ExperimentStatus.Cancelled, false)]
    public async Task Only_what_is_not_finished_is_finished(ExperimentStatus? closedAs, bool closes)
    {
        app.HasSuite([], Experiment(closedAs));
        app.Has(Rows.File());

        var error = (await app.Send(Updates with { Status = ExperimentStatus.Cancelled, Control = true })).Error;

        Assert.Same(closes ? null : HumanloopErrors.AlreadyFinished, error);
        await app.Experiments.Received(closes ? 1 : 0).Close("acme", A.Id(70), ExperimentStatus.Cancelled, A.Token);
        await app.Experiments.Received(closes ? 1 : 0).SetControl("acme", A.Id(1), A.Id(70), A.Token);
    }

    [Fact]
    public async Task A_control_may_be_finished_and_an_experiment_of_another_suite_is_none()
    {
        app.HasSuite([], Experiment(ExperimentStatus.Completed));
        app.Has(Rows.File());

        Assert.Null((await app.Send(Updates with { Control = true })).Error);
        await app.Experiments.Received(1).SetControl("acme", A.Id(1), A.Id(70), A.Token);
        Assert.Same(
            HumanloopErrors.ExperimentNotFound, (await app.Send(Updates with { ExperimentId = A.Id(71), Control = true })).Error);
    }

    private static UpdateExperiment Updates => new() { Caller = A.User, SuiteId = A.Id(1), ExperimentId = A.Id(70) };

    private static CreateSuite Creates(params WantedEvaluator[] evaluators) =>
        new() { Caller = A.User, Evaluators = evaluators };

    private static WantedEvaluator Wanted(int number, bool orchestrated) => new(new() { FileId = A.Id(number) }, orchestrated);

    private static ExperimentRow Experiment(ExperimentStatus? closedAs) => new()
    {
        Id = A.Id(70),
        Orchestrated = false,
        ClosedAs = closedAs,
        CreatedBy = "ann",
        CreatedAt = A.Now,
    };
}
