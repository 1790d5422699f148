using RunEvaluations.Domain.Results;

namespace RunEvaluations.Domain.Values;

public static class CallerErrors
{
    public static readonly Error UserRequired = new(
        ErrorKind.Forbidden,
        "user_required",
        "An evaluator's credential may read, and record and correct evaluations; this needs a user's.");
}
