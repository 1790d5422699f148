using Microsoft.AspNetCore.Mvc;
using RunEvaluations.Api.Idempotency;
using RunEvaluations.Domain.Results;

namespace RunEvaluations.Api.Errors;

/// <summary>Turns what a request came to into an HTTP answer.</summary>
internal static class ResultAnswers
{
    /// <summary>What <paramref name="onSuccess"/> makes, such as a 201 with its location, or the error body.</summary>
    public static ActionResult ToActionResult<T>(this Result<T> result, Func<T, ActionResult> onSuccess) =>
        result switch
        {
            { Error: { } error } => new ErrorResult(error),
            { Replayed: true } => new ReplayedResult(onSuccess(result.Value)),
            _ => onSuccess(result.Value),
        };
}
