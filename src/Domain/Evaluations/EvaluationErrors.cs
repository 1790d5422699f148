using RunEvaluations.Domain.Results;

namespace RunEvaluations.Domain.Evaluations;

public static class EvaluationErrors
{
    public static readonly Error NotFound =
        new(ErrorKind.NotFound, "evaluation_not_found", "The run has no evaluation with this id.");
}
