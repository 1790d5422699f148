using RunEvaluations.Application.ApiKeys;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Application.Evaluators;
using RunEvaluations.Application.Imports;
using RunEvaluations.Application.Labels;
using RunEvaluations.Application.Runs;
using RunEvaluations.Domain.ApiKeys;
using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Domain.Evaluators;
using RunEvaluations.Domain.Imports;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Runs;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Infrastructure.Tests.TestBed;

/// <summary>An account and what a test puts into it; what the test does not say is the plainest there is.</summary>
public sealed class Account(Ledger ledger, string id)
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly ValueConstraint YesOrNo = new(EvaluationValueType.Binary);

    private static readonly UuidVersion7 Ids = new(TimeProvider.System);

    public string Id => id;

    public Caller Ann => Caller.User(id, "ann");

    public Caller Bob => Caller.User(id, "bob");

    public static Guid NextId() => Ids.Next();

    public static string NewName() => $"name {NextId()}";

    public Run ARun(RunStatus status = RunStatus.Completed, DateTimeOffset? at = null) =>
        new() { Id = NextId(), CreatedBy = Ann, Status = status, CreatedAt = at ?? Now };

    public NewLabel ALabel(ValueConstraint? constraint = null, string? name = null) =>
        new(NextId(), Ann, name ?? NewName(), null, constraint ?? YesOrNo, Now);

    public Evaluator AnEvaluator(params Guid[] labelIds) => new()
    {
        Id = NextId(),
        CreatedBy = Ann,
        Name = NewName(),
        Kind = EvaluatorKind.Llm,
        LabelIds = labelIds,
        CreatedAt = Now,
    };

    public ApiKey AnApiKey() => NewApiKey(ApiKeyText.New(id));

    public ApiKey NewApiKey(ApiKeyText text) => new()
    {
        Id = NextId(),
        CreatedBy = Ann,
        Name = NewName(),
        Prefix = text.Prefix,
        Hash = text.Hash,
        Scopes = [Scope.EvaluationsRead],
        UserId = "ann",
        CreatedAt = Now,
    };

    public Evaluation AnEvaluation(Guid runId, Guid labelId, double value = 1) => new()
    {
        Id = NextId(),
        Author = Ann,
        RunId = runId,
        LabelId = labelId,
        Value = value,
        CreatedAt = Now,
    };

    /// <summary>The first chunk of an import, and its last: one line to record, and one that is refused.</summary>
    internal ImportChunk AnImportChunk(Guid runId, Guid labelId)
    {
        var evaluation = AnEvaluation(runId, labelId);
        return new()
        {
            ImportId = NextId(),
            Format = ImportFormat.Ndjson,
            From = ImportPosition.Start,
            To = new(2, new byte[32]),
            Drafts = [new(1, evaluation, EvaluationEntryHash.Of(evaluation))],
            Refused = [new(2, ImportErrors.NotFound)],
            Blank = 0,
            IsLast = true,
        };
    }

    /// <summary>Takes a chunk that nothing speaks against.</summary>
    internal Task<ImportView> Takes(ImportChunk chunk)
    {
        var imports = ledger.Imports;
        return imports.InTransaction(Take, _ => true, default);

        async Task<ImportView> Take()
        {
            Assert.Null((await imports.Claim(id, chunk, Now, default))!.RefusalToContinue(chunk.Format, chunk.From));
            Assert.Empty(await imports.Record(chunk.Drafts, default));
            return await imports.Advance(id, chunk, chunk.Refused, Now, default);
        }
    }

    public async Task<Guid> HasRun() => (await Has(ARun())).Id;

    public async Task<RunView> Has(Run run) => (await ledger.Runs.Create(run, default)).Value;

    public async Task<Guid> HasLabel(ValueConstraint? constraint = null) => (await Has(ALabel(constraint))).Id;

    public async Task<LabelView> Has(NewLabel label) => (await ledger.Labels.Create(label, default)).Value;

    public async Task<Guid> HasArchivedLabel()
    {
        var labelId = await HasLabel();
        Assert.True(await ledger.Labels.Archive(id, labelId, Now, default));
        return labelId;
    }

    public async Task<Guid> HasEvaluatorFor(params Guid[] labelIds) => (await Has(AnEvaluator(labelIds))).Id;

    public async Task<EvaluatorView> Has(Evaluator evaluator) =>
        (await ledger.Evaluators.Create(evaluator, default)).Value;

    public async Task<ApiKeyView> Has(ApiKey key) => (await ledger.ApiKeys.Create(key, default)).Value;

    public async Task<EvaluationView> Has(Evaluation evaluation)
    {
        var attempt = await ledger.Evaluations.Create(evaluation, default);
        Assert.NotNull(attempt.Written);
        return attempt.Written;
    }

    /// <summary>Records one evaluation of a run and a label of their own.</summary>
    public async Task<EvaluationView> HasEvaluation(ValueConstraint? constraint = null, double value = 1) =>
        await Has(AnEvaluation(await HasRun(), await HasLabel(constraint), value));

    public async Task<EvaluationView> Reads(EvaluationView evaluation)
    {
        var read = await ledger.Evaluations.Get(id, evaluation.RunId, evaluation.Id, null, default);
        Assert.NotNull(read);
        return read;
    }

    public async Task<IReadOnlyList<EvaluationView>> ListsEvaluations(
        Guid runId, Guid? after = null, int? limit = null, EvaluationFilter? filter = null)
    {
        await using var rows = await ledger.Lists.OfRun(id, runId, filter ?? new(), after, limit, default);
        Assert.NotNull(rows);
        return await rows.Select(row => row.ToView()).ToListAsync();
    }

    public async Task<IReadOnlyList<EvaluationView>> ExportsEvaluations(Guid? runId = null, EvaluationFilter? filter = null)
    {
        await using var rows = await ledger.Lists.OfAccount(id, runId, filter ?? new(), default);
        return await rows.Select(row => row.ToView()).ToListAsync();
    }
}
