using Microsoft.AspNetCore.Mvc;
using RunEvaluations.Domain.Results;

namespace RunEvaluations.Api.Errors;

/// <summary>A refusal as an action's answer.</summary>
/// <param name="error">What was refused, and why.</param>
/// <param name="status">The HTTP status, where the error's kind does not say it.</param>
internal sealed class ErrorResult(Error error, int? status = null) : ActionResult
{
    public override Task ExecuteResultAsync(ActionContext context) =>
        ErrorWriter.WriteAsync(context.HttpContext, status ?? ErrorStatus.Of(error.Kind), error);
}
