using System.Text.Json;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Application.Humanloop.Files;
using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Humanloop.Logs;

/// <summary>Holds judgments against their evaluators, and records those that the ledger holds.</summary>
internal sealed class Judgments(IEvaluationRepository evaluations, UuidVersion7 ids)
{
    /// <param name="caller">Who sends it; its author is the evaluator.</param>
    /// <param name="evaluator">The version that judges.</param>
    /// <param name="logId">What it judges.</param>
    /// <param name="json">The judgment.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Result<NewJudgment>> Record(
        Caller caller, FileView evaluator, Guid logId, string json, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var spec = EvaluatorSpec.Of(evaluator.Content);
        using var judgment = JsonDocument.Parse(json);
        if (spec.Fault(judgment.RootElement) is { } fault)
            return HumanloopErrors.Invalid("body.judgment", fault);
        if (evaluator.EvaluationLabelId is not { } labelId)
            return new NewJudgment(logId, JudgmentOutcome.Judged, EvaluationId: null, json);

        var evaluation = new Evaluation
        {
            Id = ids.Next(),
            Author = Caller.Evaluator(caller.AccountId, evaluator.EvaluatorId!.Value),
            RunId = logId,
            LabelId = labelId,
            Value = spec.ToValue(judgment.RootElement),
            CreatedAt = now,
        };
        var attempt = (await evaluations.CreateMany([evaluation], Recording.AllOrNone, cancellationToken))[0];
        return attempt.ToRecorded(evaluation).Error is { } refusal
            ? refusal
            : new NewJudgment(logId, JudgmentOutcome.Judged, evaluation.Id, Judgment: null);
    }
}
