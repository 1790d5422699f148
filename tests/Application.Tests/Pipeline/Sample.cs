using MediatR;
using RunEvaluations.Application.ApiKeys;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Application.Evaluators;
using RunEvaluations.Application.Imports;
using RunEvaluations.Application.Labels;
using RunEvaluations.Application.Runs;
using RunEvaluations.Application.Statistics.Agreement;
using RunEvaluations.Application.Statistics.Calibration;
using RunEvaluations.Application.Statistics.Comparison;
using RunEvaluations.Application.Statistics.Coverage;
using RunEvaluations.Application.Statistics.Distributions;
using RunEvaluations.Application.Statistics.Gates;
using RunEvaluations.Application.Statistics.Search;
using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Domain.Evaluators;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Runs;
using RunEvaluations.Domain.Statistics.Gates;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Tests.Pipeline;

/// <summary>A good request of some type, and a way to send it that tells the error, if there is one.</summary>
internal sealed record Sample(Type Type, Func<TheApplication, Task<Error?>> Send)
{
    private static readonly RunContent Content = new() { Status = RunStatus.Running };

    /// <summary>One of each that only a user may make.</summary>
    public static IReadOnlyList<Sample> OfUsers(Caller caller) =>
    [
        Of(new CreateRun(caller, null, Content)),
        Of(new PutRun(caller, A.Id(1), Content)),
        Of(new CreateLabel(caller, "accuracy", null, new ValueConstraint(EvaluationValueType.Binary))),
        Of(new UpdateLabel(caller, A.Id(1), "accuracy", null)),
        Of(new ArchiveLabel(caller, A.Id(1))),
        Of(new CreateEvaluator(caller, "judge", null, EvaluatorKind.Llm, A.Ids(1))),
        Of(new UpdateEvaluator(caller, A.Id(1), "judge", null, A.Ids(1))),
        Of(new ArchiveEvaluator(caller, A.Id(1))),
        Of(new VerifyLedger(caller)),
        Of(new CreateApiKey(caller, "pipeline", [Scope.Admin], null, null, null)),
        Of(new GetApiKey(caller, A.Id(1))),
        Of(new ListApiKeys(caller, false, null, null)),
        Of(new RevokeApiKey(caller, A.Id(1))),
        .. HumanloopSamples.OfUsers(caller),
    ];

    /// <summary>One of each that an evaluator may make too.</summary>
    public static IReadOnlyList<Sample> OfAnybody(Caller caller) =>
    [
        Of(new CreateEvaluation { Caller = caller, RunId = A.Id(1), EvaluationLabelId = A.Id(2), Value = 1 }),
        Of(new CreateEvaluations
        {
            Caller = caller,
            Items = [new EvaluationContent { RunId = A.Id(1), EvaluationLabelId = A.Id(2), Value = 1 }],
            AllOrNone = true,
            TraceId = "4f0c",
        }),
        Of(new UpdateEvaluationValue { Caller = caller, RunId = A.Id(1), EvaluationId = A.Id(2), Value = 1 }),
        Of(new RetractEvaluation(caller, A.Id(1), A.Id(2), null, null)),
        Of(new GetEvaluationHistory(caller, A.Id(1), A.Id(2))),
        Of(new GetEvaluation(caller, A.Id(1), A.Id(2))),
        Of(new ListEvaluations(caller, A.Id(1), null, null)),
        Of(new ExportEvaluations(caller)),
        Of(new SearchEvaluations(caller, new(), new SearchOrder(SearchSort.Time, Descending: false)) { Limit = 1 }),
        Of(new GetAgreement(caller, A.Id(1), new(), new())),
        Of(new GetCalibration(caller, A.Id(1), A.Id(2), new GoldRaters(["ann"], null), new())),
        Of(new GetDistributions(caller, new() { LabelIds = A.Ids(1) }, new())),
        Of(new GetComparison(
            caller,
            new() { LabelIds = A.Ids(1) },
            new() { Baseline = new() { Ids = A.Ids(1) }, Candidate = new() { Ids = A.Ids(2) } })),
        Of(new GetCoverage(caller, new() { LabelIds = A.Ids(1) })),
        Of(new CheckGate(caller, new(), [new() { Figure = GateFigure.Mean, LabelId = A.Id(1), AtLeast = 1 }])),
        Of(new GetRun(caller, A.Id(1))),
        Of(new ListRuns { Caller = caller }),
        Of(new GetLabel(caller, A.Id(1))),
        Of(new ListLabels(caller, false, null, null)),
        Of(new GetEvaluator(caller, A.Id(1))),
        Of(new ListEvaluators(caller, false, null, null)),
        Of(new CheckEvaluatorCredential(caller)),
        Of(new TakeImportChunk(caller, A.Chunk())),
        Of(new FindImport(caller, A.Id(1))),
        Of(new FindRefusedLines(caller, A.Id(1), null, null)),
        .. HumanloopSamples.OfAnybody(caller),
    ];

    // A port that was told nothing answers null.
    internal static Sample Of<T>(IRequest<Result<T>> request) =>
        new(request.GetType(), async app => ((Result<T>?)await app.Send(request))?.Error);
}
