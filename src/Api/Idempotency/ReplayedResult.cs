using Microsoft.AspNetCore.Mvc;

namespace RunEvaluations.Api.Idempotency;

/// <summary>The answer of an earlier request with the same key, marked as such.</summary>
internal sealed class ReplayedResult(ActionResult answer) : ActionResult
{
    public const string Header = "Idempotent-Replayed";

    public override Task ExecuteResultAsync(ActionContext context)
    {
        context.HttpContext.Response.Headers[Header] = "true";
        return answer.ExecuteResultAsync(context);
    }
}
