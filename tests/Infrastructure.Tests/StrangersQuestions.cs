using System.Text.Encodings.Web;
using System.Text.Json;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Application.Imports;
using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Domain.Imports;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Runs;
using RunEvaluations.Domain.Values;
using RunEvaluations.Infrastructure.Tests.TestBed;

namespace RunEvaluations.Infrastructure.Tests;

/// <summary>Everything that ports can be asked about ids, by port, method and what the ids are used for.</summary>
internal static class StrangersQuestions
{
    private static readonly DateTimeOffset At = Account.Now;

    public static readonly IReadOnlyDictionary<string, Func<Asked, Task<object?>>> All =
        new Dictionary<string, Func<Asked, Task<object?>>>(
            HumanloopQuestions.All.Concat(StatisticsQuestions.All))
        {
            ["IEvaluationRepository.Create of the run"] = async a =>
                await a.Ledger.Evaluations.Create(
                    a.Me.AnEvaluation(a.Ids.RunId, a.MyLabelId) with { Id = a.NewId }, default),
            ["IEvaluationRepository.Create by the label"] = async a =>
                await a.Ledger.Evaluations.Create(
                    a.Me.AnEvaluation(a.MyRunId, a.Ids.LabelId) with { Id = a.NewId }, default),
            ["IEvaluationRepository.Create as the evaluator"] = async a =>
                await a.Ledger.Evaluations.Create(
                    a.Me.AnEvaluation(a.MyRunId, a.MyLabelId) with { Id = a.NewId, Author = a.AsEvaluator }, default),
            ["IEvaluationRepository.Create of all"] = async a =>
                await a.Ledger.Evaluations.Create(
                    a.Me.AnEvaluation(a.Ids.RunId, a.Ids.LabelId) with { Id = a.NewId, Author = a.AsEvaluator },
                    default),
            ["IEvaluationRepository.Create as the evaluator by a label that has the id of its own"] = async a =>
            {
                await a.Me.Has(a.Me.ALabel(name: "same id") with { Id = a.Ids.LabelId });
                return await a.Ledger.Evaluations.Create(
                    a.Me.AnEvaluation(a.MyRunId, a.Ids.LabelId) with { Id = a.NewId, Author = a.AsEvaluator }, default);
            },
            ["IEvaluationRepository.CreateMany each"] = async a => await a.CreatesWithMine(Recording.EachThatMayBe),
            ["IEvaluationRepository.CreateMany all"] = async a => await a.CreatesWithMine(Recording.AllOrNone),
            ["IEvaluationRepository.CreateMany none"] = async a => await a.CreatesWithMine(Recording.None),
            ["IEvaluationRepository.ChangeValue"] = async a =>
                await a.Ledger.Evaluations.ChangeValue(
                    new(a.Me.Ann, a.Ids.RunId, a.Ids.EvaluationId, At), 0, default),
            ["IEvaluationRepository.ChangeValue as the evaluator"] = async a =>
                await a.Ledger.Evaluations.ChangeValue(
                    new(a.AsEvaluator, a.Ids.RunId, a.Ids.EvaluationId, At), 0, default),
            ["IEvaluationRepository.Get"] = async a =>
                await a.Ledger.Evaluations.Get(a.Me.Id, a.Ids.RunId, a.Ids.EvaluationId, null, default),
            ["IEvaluationRepository.Get under my run"] = async a =>
                await a.Ledger.Evaluations.Get(a.Me.Id, a.MyRunId, a.Ids.EvaluationId, null, default),
            ["IEvaluationRepository.Get as of then"] = async a =>
                await a.Ledger.Evaluations.Get(a.Me.Id, a.Ids.RunId, a.Ids.EvaluationId, At, default),
            ["IEvaluationRepository.Retract"] = async a =>
                await a.Ledger.Evaluations.Retract(new(a.Me.Ann, a.Ids.RunId, a.Ids.EvaluationId, At), default),
            ["IEvaluationLists.OfRun as of then"] = async a =>
                await a.Ledger.Lists.OfRun(a.Me.Id, a.Ids.RunId, new() { AsOf = At }, null, null, default),
            ["IKeptRuns.Keep"] = async a =>
            {
                // The same list is another one in each account: nothing of a stranger's shows.
                await a.Ledger.KeptRuns.Keep(a.Me.Id, [a.Ids.RunId], At, At.AddYears(10), default);
                return null;
            },
            ["IKeptRuns.Find"] = async a => await a.Ledger.KeptRuns.Find(a.Me.Id, a.Ids.RunId, default),
            ["IEvaluationHistory.Entries"] = async a =>
                await a.Ledger.History.Entries(a.Me.Id, a.Ids.RunId, a.Ids.EvaluationId, default),
            ["IEvaluationHistory.Ledger of mine"] = async a =>
                await a.Ledger.History.Ledger(a.Me.Id, default).ToListAsync(),
            ["IEvaluationLists.OfRun"] = async a =>
                await a.Ledger.Lists.OfRun(a.Me.Id, a.Ids.RunId, new(), null, null, default),
            ["IEvaluationLists.OfRun after the evaluation"] = async a =>
                await a.Ledger.Lists.OfRun(a.Me.Id, a.Ids.RunId, new(), a.Ids.EvaluationId, 10, default),
            ["IEvaluationLists.OfRun by the label"] = async a =>
                await a.Me.ListsEvaluations(a.MyRunId, filter: new() { EvaluationLabelId = a.Ids.LabelId }),
            ["IEvaluationLists.OfAccount"] = async a => await a.Me.ExportsEvaluations(),
            ["IEvaluationLists.OfAccount of the run"] = async a => await a.Me.ExportsEvaluations(a.Ids.RunId),
            ["IEvaluationLists.OfAccount of the run as of then"] = async a =>
                await a.Me.ExportsEvaluations(a.Ids.RunId, new() { AsOf = At }),
            ["IEvaluationLists.OfAccount by the label and the evaluator"] = async a =>
                await a.Me.ExportsEvaluations(
                    filter: new() { EvaluationLabelId = a.Ids.LabelId, CreatedByEvaluatorId = a.Ids.EvaluatorId }),

            ["IRunRepository.Create"] = async a =>
                Outcome(await a.Ledger.Runs.Create(a.TheRun with { ExperimentId = a.Ids.ExperimentId }, default)),
            ["IRunRepository.Put"] = async a =>
                Outcome(await a.Ledger.Runs.Put(a.TheRun with { ExperimentId = a.MyRunId }, default)),
            ["IRunRepository.Get"] = async a => await a.Ledger.Runs.Get(a.Me.Id, a.Ids.RunId, default),
            ["IRunRepository.List"] = async a =>
                await a.Ledger.Runs.List(new(a.Me.Id, null, null, null, null, null, 10), default),
            ["IRunRepository.List of the experiment"] = async a =>
                await a.Ledger.Runs.List(new(a.Me.Id, null, a.Ids.ExperimentId, null, null, null, 10), default),
            ["IRunRepository.List after the run"] = async a =>
                await a.Ledger.Runs.List(
                    new(a.Me.Id, null, null, null, null, (At.AddDays(1), a.Ids.RunId), 10), default),

            ["ILabelRepository.Create with the name"] = async a =>
                Outcome(await a.Ledger.Labels.Create(a.Me.ALabel(name: a.Ids.Name) with { Id = a.NewId }, default)),
            ["ILabelRepository.Create with the id"] = async a =>
                Outcome(await a.Ledger.Labels.Create(
                    a.Me.ALabel(name: a.Ids.Name) with { Id = a.Ids.LabelId }, default)),
            ["ILabelRepository.Update"] = async a =>
                Outcome(await a.Ledger.Labels.Update(new(a.Me.Ann, a.Ids.LabelId, "new", null, At), default)),
            ["ILabelRepository.Update to the name"] = async a =>
                Outcome(await a.Ledger.Labels.Update(new(a.Me.Ann, a.MyLabelId, a.Ids.Name, null, At), default)),
            ["ILabelRepository.Archive"] = async a =>
                await a.Ledger.Labels.Archive(a.Me.Id, a.Ids.LabelId, At, default),
            ["ILabelRepository.Get"] = async a => await a.Ledger.Labels.Get(a.Me.Id, a.Ids.LabelId, default),
            ["ILabelRepository.Find"] = async a =>
                await a.Ledger.Labels.Find(a.Me.Id, [a.Ids.LabelId, a.MyLabelId], default),
            ["ILabelRepository.Find all"] = async a =>
                (await a.Ledger.Labels.Find(a.Me.Id, null, default)).Select(label => label.Id),
            ["ILabelRepository.List after nothing"] = async a =>
                (await a.Ledger.Labels.List(a.Me.Id, true, null, 10, default)).Select(label => label.Id),

            ["IEvaluatorRepository.Create with the label"] = async a =>
                Outcome(await a.Ledger.Evaluators.Create(
                    a.Me.AnEvaluator(a.MyLabelId, a.Ids.LabelId) with { Id = a.NewId }, default)),
            ["IEvaluatorRepository.Create with the name and the id"] = async a =>
                Outcome(await a.Ledger.Evaluators.Create(
                    a.Me.AnEvaluator(a.MyLabelId) with { Id = a.Ids.EvaluatorId, Name = a.Ids.Name }, default)),
            ["IEvaluatorRepository.Update"] = async a =>
                Outcome(await a.Ledger.Evaluators.Update(
                    new(a.Me.Ann, a.Ids.EvaluatorId, "new", null, [a.MyLabelId], At), default)),
            ["IEvaluatorRepository.Archive"] = async a =>
                await a.Ledger.Evaluators.Archive(a.Me.Id, a.Ids.EvaluatorId, At, default),
            ["IEvaluatorRepository.Get"] = async a =>
                await a.Ledger.Evaluators.Get(a.Me.Id, a.Ids.EvaluatorId, default),
            ["IEvaluatorRepository.List"] = async a =>
                await a.Ledger.Evaluators.List(a.Me.Id, true, null, 10, default),
            ["IEvaluatorRepository.IsActive"] = async a =>
                await a.Ledger.Evaluators.IsActive(a.Me.Id, a.Ids.EvaluatorId, default),

            // The name is the owner's key too.
            ["IIdempotencyKeys.Claim"] = async a =>
                await a.Ledger.Keys.Claim(a.Me.AClaim(a.Ids.Name), default),
            ["IIdempotencyKeys.Claim long after"] = async a =>
                await a.Ledger.Keys.Claim(a.Me.AClaim(a.Ids.Name, At.AddYears(1)), default),
            ["IIdempotencyKeys.Keep long after"] = async a =>
            {
                await a.Ledger.Keys.Keep(a.Me.AClaim(a.Ids.Name, At.AddYears(1)), "{}", default);
                return null;
            },
            ["IIdempotencyKeys.InTransaction with a claim"] = async a =>
            {
                var keys = a.Ledger.Keys;
                return await keys.InTransaction(
                    () => keys.Claim(a.Me.AClaim(a.Ids.Name), default), _ => true, default);
            },

            ["IApiKeyRepository.Create for the evaluator"] = async a =>
                Outcome(await a.Ledger.ApiKeys.Create(
                    a.Me.AnApiKey() with { UserId = null, EvaluatorId = a.Ids.EvaluatorId }, default)),
            ["IApiKeyRepository.Get"] = async a => await a.Ledger.ApiKeys.Get(a.Me.Id, a.Ids.ApiKeyId, default),
            ["IApiKeyRepository.List"] = async a => await a.Ledger.ApiKeys.List(a.Me.Id, true, null, 10, default),
            ["IApiKeyRepository.Revoke"] = async a =>
                await a.Ledger.ApiKeys.Revoke(a.Me.Id, a.Ids.ApiKeyId, At, default),
            ["IApiKeyRepository.Find"] = async a => await a.Ledger.ApiKeys.Find(a.Me.Id, a.Ids.ApiKeyHash, default),
            ["IApiKeyRepository.NoteUse"] = async a =>
            {
                await a.Ledger.ApiKeys.NoteUse(a.Me.Id, a.Ids.ApiKeyId, At, default);
                return null;
            },

            ["IImportRepository.Get"] = async a => await a.Ledger.Imports.Get(a.Me.Id, a.Ids.ImportId, default),
            ["IImportRepository.Refusals"] = async a =>
                await a.Ledger.Imports.Refusals(a.Me.Id, a.Ids.ImportId, 0, 10, default),
            ["IImportRepository.Claim"] = async a => await a.Ledger.Imports.Claim(a.Me.Id, a.Chunk(from: 1), At, default),
            ["IImportRepository.Claim from the start"] = async a =>
                await a.Ledger.Imports.Claim(a.Me.Id, a.Chunk(from: 0), At, default),
            ["IImportRepository.Record"] = async a => await a.Ledger.Imports.Record(a.Chunk(from: 0).Drafts, default),
            ["IImportRepository.Advance"] = async a =>
                await a.Ledger.Imports.Advance(a.Me.Id, a.Chunk(from: 1), [], At, default),
            ["IImportRepository.InTransaction"] = async a =>
            {
                var imports = a.Ledger.Imports;
                return await imports.InTransaction(
                    () => imports.Claim(a.Me.Id, a.Chunk(from: 0), At, default), _ => true, default);
            },
        };

    internal static object? Outcome<T>(Result<T> result) => result.Error ?? (object?)result.Value;

    /// <summary>A stranger with a run and a label of their own, who has come by ids.</summary>
    internal sealed record Asked(Ledger Ledger, Account Me, Belongings Ids, Guid MyRunId, Guid MyLabelId, Guid NewId)
    {
        private static readonly JsonSerializerOptions Plain =
            new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

        public Run TheRun => Me.ARun() with { Id = Ids.RunId };

        public Caller AsEvaluator => Caller.Evaluator(Me.Id, Ids.EvaluatorId);

        /// <summary>One of all that is theirs, one of their run and one by their label: none of them can be recorded.</summary>
        public Task<IReadOnlyList<WriteAttempt>> CreatesWithMine(Recording recording) => Ledger.Evaluations.CreateMany(
            [
                Me.AnEvaluation(Ids.RunId, Ids.LabelId) with { Author = AsEvaluator },
                Me.AnEvaluation(Ids.RunId, MyLabelId),
                Me.AnEvaluation(MyRunId, Ids.LabelId),
            ],
            recording,
            default);

        public string WithoutIds(object? answer)
        {
            var text = JsonSerializer.Serialize(answer, Plain);
            foreach (var (id, name) in Names())
                text = text.Replace(id, name, StringComparison.Ordinal);
            return text;
        }

        /// <summary>A chunk of the import, of which a line names the run and the label.</summary>
        public ImportChunk Chunk(long from) => Me.AnImportChunk(Ids.RunId, Ids.LabelId) with
        {
            ImportId = Ids.ImportId,
            From = ImportPosition.Start with { Lines = from },
        };

        private IEnumerable<(string Id, string Name)> Names() =>
        [
            ($"\"{Me.Id}\"", "my account"), ($"{MyRunId}", "my run"), ($"{MyLabelId}", "my label"),
            ($"{NewId}", "new id"), ($"{Ids.RunId}", "run"), ($"{Ids.ExperimentId}", "experiment"),
            ($"{Ids.LabelId}", "label"), ($"{Ids.ImportId}", "import"), ($"{Ids.EvaluatorId}", "evaluator"), ($"{Ids.EvaluationId}", "evaluation"),
            (Ids.Name, "name"), ($"{Ids.Humanloop.FileId}", "file"), ($"{Ids.Humanloop.FileId:N}", "file"),
            ($"{Ids.Humanloop.VersionId}", "version"), ($"{Ids.Humanloop.DatasetId}", "dataset"),
            ($"{Ids.Humanloop.DatasetVersionId}", "version of the dataset"), ($"{Ids.Humanloop.DatapointId}", "datapoint"),
            ($"{Ids.Humanloop.LogId}", "log"), ($"{Ids.Humanloop.SuiteId}", "suite"),
            ($"{Ids.Humanloop.ExperimentId}", "run of the suite"),
        ];
    }
}
