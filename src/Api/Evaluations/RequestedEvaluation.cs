using RunEvaluations.Application.Evaluations;

namespace RunEvaluations.Api.Evaluations;

internal static class RequestedEvaluation
{
    /// <summary>What is said of an evaluation of the run, by a request of many or by a line.</summary>
    public static EvaluationContent Content(this CreateEvaluationRequest said, Guid run) => new()
    {
        RunId = run,
        EvaluationLabelId = said.EvaluationLabelId,
        Value = said.Value,
        OutputName = said.OutputName,
        FieldPath = said.FieldPath,
        Comment = said.Comment,
        Metadata = said.Metadata,
        Confidence = said.Confidence,
    };
}
