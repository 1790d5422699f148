using System.Text.Json;
using RunEvaluations.Application.Humanloop;
using RunEvaluations.Application.Humanloop.Files;
using RunEvaluations.Application.Humanloop.Logs;
using RunEvaluations.Application.Humanloop.Suites;
using RunEvaluations.Domain.Evaluators;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Infrastructure.Tests.TestBed;

/// <summary>What an account keeps for Humanloop's clients, put there as the slices put it.</summary>
internal sealed class Workspace(Ledger ledger, Account account)
{
    public static readonly PageWanted FirstPage = new(1, 100);

    public string AccountId => account.Id;

    public static JsonObjectText Json(string text = "{}") => new(text);

    public FileVersion AVersion(string content = """{"model":"m"}""", FileKind kind = FileKind.Prompt) => new()
    {
        Kind = kind,
        Path = $"path/{Account.NextId():N}",
        Content = Json(content),
        CreatedBy = account.Ann,
        CreatedAt = Account.Now,
    };

    /// <summary>An external evaluator, the rest of whose spec is this.</summary>
    public FileVersion AJudge(string spec) => AVersion(
        $$"""{"spec":{"evaluator_type":"external","arguments_type":"target_free",{{spec}}} }""", FileKind.Evaluator);

    public async Task<FileView> Has(FileVersion version) => await Sees((await Puts(version)).Value);

    /// <summary>
    /// An evaluator, with the evaluator and the label of the ledger, as far as that has one: a later version has those of
    /// the first.
    /// </summary>
    public async Task<FileView> HasJudge(FileVersion version)
    {
        if (await Finds(new() { Path = version.Path }) is { } first)
            return await Sees((await Puts(version, first.EvaluatorId, first.EvaluationLabelId)).Value);
        var spec = EvaluatorSpec.Of(version.Content);
        Guid? labelId = spec.Constraint is { } constraint ? await account.HasLabel(constraint) : null;
        Guid[] labelIds = labelId is { } id ? [id] : [];
        var evaluator = await account.Has(account.AnEvaluator(labelIds) with { Kind = EvaluatorKind.Code });
        return await Sees((await Puts(version, evaluator.Id, labelId)).Value);
    }

    public Task<FileView> HasJudge(string spec) => HasJudge(AJudge(spec));

    /// <summary>A version of a dataset with these inputs, one datapoint each.</summary>
    public async Task<FileView> HasDataset(FileVersion version, params string[] inputs)
    {
        var put = await Puts(version, inputs: inputs);
        return await Sees(put.Value);
    }

    public Task<FileView> HasDataset(params string[] inputs) => HasDataset(AVersion("{}", FileKind.Dataset), inputs);

    public Task<Result<Guid>> Puts(
        FileVersion version, Guid? evaluatorId = null, Guid? labelId = null, string[]? inputs = null)
    {
        var scope = ledger.NewScope();
        var versions = Port<IVersionRepository>(scope);
        return versions.InTransaction(Put, default);

        async Task<Result<Guid>> Put()
        {
            var opened = await versions.Open(version, default);
            if (opened.Error is { } refusal)
                return refusal;
            var created = opened.Value is { } found
                ? found
                : await versions.Create(version, Account.NextId(), evaluatorId, default);
            if (created.Error is { } taken)
                return taken;
            var kept = inputs is null
                ? null
                : await Port<IDatasetRepository>(scope).Keep(AccountId, created.Value.Id, [.. inputs.Select(Datapoint)], default);
            var hash = ContentHash.Of(version.Content, kept);
            return await versions.Put(
                created.Value, version, new(Account.NextId(), hash) { LabelId = labelId, Datapoints = kept }, default);
        }
    }

    public static NewDatapoint Datapoint(string input)
    {
        var content = Json(JsonSerializer.Serialize(new { inputs = new { input } }));
        return new(Account.NextId(), content, ContentHash.Of(content));
    }

    public async Task<IReadOnlyList<Guid>> DatapointsOf(FileView dataset) =>
        await ledger.Datasets.IdsOf(AccountId, dataset.VersionId, default);

    public Task<FileView?> Finds(FileReference reference) => ledger.Files.Find(AccountId, reference, default);

    /// <summary>The version as it is now.</summary>
    public async Task<FileView> Sees(Guid versionId) =>
        (await ledger.Files.Versions(AccountId, [versionId], default))[versionId];

    public Task<FileView> Sees(FileView file) => Sees(file.VersionId);

    public async Task<Guid> HasSuite(params FileView[] judges) => (await HasSuite(null, judges)).Value;

    /// <summary>Its id, or why it is refused.</summary>
    public async Task<Result<Guid>> HasSuite(FileView? file, FileView[] judges, string? name = null)
    {
        var evaluators = judges.Select(judge => new NewSuiteEvaluator(judge.VersionId, Orchestrated: false));
        var suite = new NewSuite(Account.NextId(), file?.FileId, name, [.. evaluators], account.Ann, Account.Now);
        var created = await ledger.Suites.Create(suite, default);
        return created.Error is { } refusal ? refusal : suite.Id;
    }

    public async Task<Guid> HasExperiment(
        Guid suiteId, FileView? dataset = null, FileView? version = null, bool useExistingLogs = false, DateTimeOffset? at = null)
    {
        var experiment = new NewExperiment
        {
            Id = Account.NextId(),
            SuiteId = suiteId,
            DatasetVersionId = dataset?.VersionId,
            VersionId = version?.VersionId,
            UseExistingLogs = useExistingLogs,
            CreatedBy = account.Ann,
            CreatedAt = at ?? Account.Now,
        };
        await ledger.Experiments.Create(experiment, default);
        return experiment.Id;
    }

    /// <summary>A Log with the run that it is.</summary>
    public async Task<Guid> HasLog(
        FileView version,
        Guid? experiment = null,
        Guid? datapoint = null,
        DateTimeOffset? at = null,
        bool complete = true,
        Guid? trace = null)
    {
        var run = await account.Has(account.ARun(at: at));
        var links = new LogLinks { ExperimentId = experiment, DatapointId = datapoint, TraceParentId = trace };
        await ledger.Logs.Add(ALog(version, run.Id, run.Id) with { Links = links, Complete = complete }, default);
        return run.Id;
    }

    public NewLog ALog(FileView version, Guid id, Guid runId) => new()
    {
        Id = id,
        FileId = version.FileId,
        VersionId = version.VersionId,
        RunId = runId,
        Complete = true,
        Content = Json(),
        CreatedBy = account.Ann,
        CreatedAt = Account.Now,
    };

    /// <summary>An evaluator's Log, with the evaluation that it is recorded as, where the ledger has a label for it.</summary>
    public async Task<Judged> Judges(FileView judge, Guid logId, object judgment, Guid? runId = null)
    {
        Guid? evaluationId = null;
        var json = JsonSerializer.SerializeToElement(judgment);
        if (judge.EvaluationLabelId is { } labelId)
        {
            var value = EvaluatorSpec.Of(judge.Content).ToValue(json);
            var author = Caller.Evaluator(AccountId, judge.EvaluatorId!.Value);
            var evaluation = account.AnEvaluation(logId, labelId, value) with { Author = author };
            evaluationId = (await account.Has(evaluation)).Id;
        }

        var said = new NewJudgment(
            logId, JudgmentOutcome.Judged, evaluationId, evaluationId is null ? json.GetRawText() : null);
        return new(await Says(judge, said, runId), logId, evaluationId);
    }

    /// <summary>An evaluator's Log without a judgment.</summary>
    public Task<Guid> Says(FileView judge, Guid logId, JudgmentOutcome outcome) =>
        Says(judge, new NewJudgment(logId, outcome, null, null), null);

    private async Task<Guid> Says(FileView judge, NewJudgment judgment, Guid? runId)
    {
        var log = ALog(judge, Account.NextId(), runId ?? judgment.LogId);
        await ledger.Logs.Add(log, judgment, default);
        return log.Id;
    }

    private static T Port<T>(IServiceProvider scope)
        where T : notnull => (T)scope.GetService(typeof(T))!;
}

/// <summary>An evaluator's Log that was recorded.</summary>
internal sealed record Judged(Guid Id, Guid LogId, Guid? EvaluationId);
