using RunEvaluations.Application.ApiKeys;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Application.Evaluators;
using RunEvaluations.Application.Humanloop.Files;
using RunEvaluations.Application.Humanloop.Logs;
using RunEvaluations.Application.Humanloop.Suites;
using RunEvaluations.Application.Idempotency;
using RunEvaluations.Application.Imports;
using RunEvaluations.Application.Labels;
using RunEvaluations.Application.Runs;
using RunEvaluations.Application.Statistics;
using RunEvaluations.Application.Statistics.Coverage;
using RunEvaluations.Application.Statistics.Search;
using RunEvaluations.Domain.ApiKeys;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Infrastructure.Tests.TestBed;

namespace RunEvaluations.Infrastructure.Tests;

/// <summary>Whatever a method of a port is asked, another account's ids are to it as ids that do not exist.</summary>
public sealed class AccountIsolationTests(Ledger ledger) : IClassFixture<Ledger>
{
    private readonly Account owner = ledger.NewAccount();

    public static TheoryData<string> Questions => [.. StrangersQuestions.All.Keys];

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task Ids_of_another_account_are_as_if_they_did_not_exist(string question)
    {
        var theirs = await TheIdsOfTheOwner();
        var nobodys = new Belongings(
            Account.NextId(),
            Account.NextId(),
            Account.NextId(),
            Account.NextId(),
            Account.NextId(),
            Account.NewName(),
            Account.NextId(),
            ApiKeyText.New("nobody").Hash,
            Account.NextId(),
            Account.NextId(),
            new(
                Account.NextId(),
                Account.NextId(),
                Account.NextId(),
                Account.NextId(),
                Account.NextId(),
                Account.NextId(),
                Account.NextId(),
                Account.NextId()));
        var before = await Everything();

        var toTheirs = await Answer(question, theirs);
        var toNobodys = await Answer(question, nobodys);

        Assert.Equal(toNobodys, toTheirs);
        Assert.Equal(before, await Everything());
    }

    [Fact]
    public void Every_method_of_every_port_is_asked()
    {
        Type[] ports =
        [
            typeof(IEvaluationRepository), typeof(IEvaluationLists), typeof(IEvaluationHistory), typeof(IRunRepository),
            typeof(ILabelRepository), typeof(IEvaluatorRepository), typeof(IIdempotencyKeys), typeof(IApiKeyRepository),
            typeof(IImportRepository), typeof(IFileRepository), typeof(IVersionRepository), typeof(IDeploymentRepository),
            typeof(IDatasetRepository), typeof(ILogRepository), typeof(ISuiteRepository), typeof(IExperimentRepository),
            typeof(IExperimentFigures), typeof(IRatings), typeof(IEvaluationSearches), typeof(ICoverage),
            typeof(IKeptRuns),
        ];

        Assert.Equal(
            ports.SelectMany(port => port.GetMethods(), (port, method) => $"{port.Name}.{method.Name}").Distinct().Order(),
            StrangersQuestions.All.Keys.Select(question => question.Split(' ')[0]).Distinct().Order());
    }

    [Fact]
    public async Task The_owner_is_answered_otherwise()
    {
        var theirs = await TheIdsOfTheOwner();

        Assert.NotNull(await ledger.Evaluations.Get(owner.Id, theirs.RunId, theirs.EvaluationId, null, default));
        Assert.NotNull(await ledger.Runs.Get(owner.Id, theirs.RunId, default));
        Assert.NotNull(await ledger.Labels.Get(owner.Id, theirs.LabelId, default));
        Assert.True(await ledger.Evaluators.IsActive(owner.Id, theirs.EvaluatorId, default));
        Assert.NotNull(await ledger.Imports.Get(owner.Id, theirs.ImportId, default));
        Assert.Equal([theirs.RunId], await ledger.KeptRuns.Find(owner.Id, theirs.KeptRunsId, default));
        Assert.Single(await ledger.Imports.Refusals(owner.Id, theirs.ImportId, 0, 10, default));
        Assert.NotNull(await ledger.ApiKeys.Find(owner.Id, theirs.ApiKeyHash, default));
        Assert.NotNull(await ledger.Files.Find(owner.Id, new() { FileId = theirs.Humanloop.FileId }, default));
        Assert.Single(await ledger.Logs.JudgmentsOf(owner.Id, [theirs.Humanloop.LogId], default));
        Assert.Single(await ledger.Logs.TracesOf(owner.Id, [theirs.Humanloop.LogId], default));
        Assert.NotNull(await ledger.Suites.Find(owner.Id, theirs.Humanloop.SuiteId, default));
        Assert.NotNull(await ledger.Experiments.Find(owner.Id, theirs.Humanloop.ExperimentId, default));
        Assert.Single(await ledger.Datasets.IdsOf(owner.Id, theirs.Humanloop.DatasetVersionId, default));
        var again = await ledger.Labels.Create(owner.ALabel(name: theirs.Name), default);
        Assert.Equal(LabelErrors.NameTaken, again.Error);
    }

    private async Task<Belongings> TheIdsOfTheOwner()
    {
        var name = Account.NewName();
        var run = await owner.Has(owner.ARun() with { ExperimentId = Account.NextId() });
        var label = await owner.Has(owner.ALabel(name: name));
        var evaluator = await owner.Has(owner.AnEvaluator(label.Id) with { Name = name });
        var evaluation = await owner.Has(owner.AnEvaluation(run.Id, label.Id));
        await ledger.Keys.Answers(owner.AClaim(name));
        var key = owner.AnApiKey();
        await owner.Has(key);
        var import = owner.AnImportChunk(run.Id, label.Id);
        await owner.Takes(import);
        return new Belongings(
            run.Id,
            run.ExperimentId!.Value,
            label.Id,
            evaluator.Id,
            evaluation.Id,
            name,
            key.Id,
            key.Hash,
            import.ImportId,
            await ledger.KeptRuns.Keep(owner.Id, [run.Id], Account.Now, Account.Now, default),
            await TheIdsOfTheOwnersFiles(name));
    }

    /// <summary>The name is a path too, the name of a version and that of a suite.</summary>
    private async Task<HumanloopBelongings> TheIdsOfTheOwnersFiles(string name)
    {
        var workspace = new Workspace(ledger, owner);
        var file = await workspace.Has(workspace.AVersion() with { Path = name, Name = name });
        var judge = await workspace.HasJudge("\"return_type\":\"boolean\"");
        var dataset = await workspace.HasDataset("one");
        var datapoint = (await workspace.DatapointsOf(dataset))[0];
        var suite = (await workspace.HasSuite(file, [judge], name)).Value;
        var experiment = await workspace.HasExperiment(suite, dataset, file);
        var log = await workspace.HasLog(file, experiment, datapoint);
        await workspace.HasLog(file, trace: log);
        await workspace.Judges(judge, log, true);
        return new(
            file.FileId, file.VersionId, dataset.FileId, dataset.VersionId, datapoint, log, suite, experiment);
    }

    /// <summary>What a stranger is told, with names in place of the ids.</summary>
    private async Task<string> Answer(string question, Belongings belongings)
    {
        var stranger = ledger.NewAccount();
        var label = await stranger.Has(stranger.ALabel(name: "mine"));
        var asked = new StrangersQuestions.Asked(
            ledger, stranger, belongings, await stranger.HasRun(), label.Id, Account.NextId());
        return asked.WithoutIds(await StrangersQuestions.All[question](asked));
    }

    private Task<string?> Everything() => ledger.Ask<string>(
        """
        select concat_ws(E'\n',
          (select json_agg(t order by id) from humanloop_files t where account_id = @Id),
          (select json_agg(t order by id) from humanloop_versions t where account_id = @Id),
          (select json_agg(t order by file_id, environment) from humanloop_deployments t where account_id = @Id),
          (select json_agg(t order by id) from humanloop_datapoints t where account_id = @Id),
          (select json_agg(t order by version_id, position) from humanloop_version_datapoints t where account_id = @Id),
          (select json_agg(t order by id) from humanloop_logs t where account_id = @Id),
          (select json_agg(t order by id) from humanloop_judgments t where account_id = @Id),
          (select json_agg(t order by id) from humanloop_suites t where account_id = @Id),
          (select json_agg(t order by suite_id, version_id) from humanloop_suite_evaluators t where account_id = @Id),
          (select json_agg(t order by id) from humanloop_experiments t where account_id = @Id),
          (select json_agg(t order by suite_id, experiment_id) from humanloop_suite_experiments t where account_id = @Id),
          (select json_agg(t order by experiment_id, log_id) from humanloop_experiment_logs t where account_id = @Id),
          (select json_agg(t order by subject_id, shard) from humanloop_counts t where account_id = @Id),
          (select json_agg(t order by id) from runs t where account_id = @Id),
          (select json_agg(t order by id) from evaluation_labels t where account_id = @Id),
          (select json_agg(t order by id) from evaluators t where account_id = @Id),
          (select json_agg(t order by evaluator_id, evaluation_label_id) from evaluator_labels t
            where account_id = @Id),
          (select json_agg(t order by id) from run_evaluations t where account_id = @Id),
          (select json_agg(t order by id) from api_keys t where account_id = @Id),
          (select json_agg(t order by evaluation_id, version) from run_evaluation_entries t where account_id = @Id),
          (select json_agg(t order by id) from kept_runs t where account_id = @Id),
          (select json_agg(t order by id) from imports t where account_id = @Id),
          (select json_agg(t order by import_id, line) from import_refusals t where account_id = @Id),
          (select json_agg(t order by key_hash) from idempotency_keys t where account_id = @Id))
        """,
        new { owner.Id });
}

/// <summary>Ids that a stranger asks about, and a name that labels and evaluators may have.</summary>
internal sealed record Belongings(
    Guid RunId,
    Guid ExperimentId,
    Guid LabelId,
    Guid EvaluatorId,
    Guid EvaluationId,
    string Name,
    Guid ApiKeyId,
    byte[] ApiKeyHash,
    Guid ImportId,
    Guid KeptRunsId,
    HumanloopBelongings Humanloop);

/// <summary>Ids of what is kept for Humanloop's clients.</summary>
internal sealed record HumanloopBelongings(
    Guid FileId,
    Guid VersionId,
    Guid DatasetId,
    Guid DatasetVersionId,
    Guid DatapointId,
    Guid LogId,
    Guid SuiteId,
    Guid ExperimentId);
