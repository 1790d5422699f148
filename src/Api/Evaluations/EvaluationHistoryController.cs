using System.ComponentModel;
using AutoMapper;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using RunEvaluations.Api.Errors;
using RunEvaluations.Api.OpenApi;
using RunEvaluations.Api.Paging;
using RunEvaluations.Api.Preconditions;
using RunEvaluations.Api.Security;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Evaluations;

/// <summary>What became of an evaluation: its history, and its retraction.</summary>
[ApiController]
[NeedsScope(Scope.EvaluationsRead)]
[Tags("Evaluations")]
public sealed class EvaluationHistoryController(IMediator mediator, IMapper mapper) : ControllerBase
{
    /// <summary>Get history of run evaluation</summary>
    /// <remarks>Every entry, the creation first, also after the evaluation was retracted.</remarks>
    [HttpRead("v1/run/{run_id}/evaluation/{evaluation_id}/history", Name = "get_run_evaluation_history")]
    [ProducesResponseType<IEnumerable<EvaluationEntryResponse>>(StatusCodes.Status200OK)]
    [Refuses(404)]
    public async Task<IActionResult> History(
        [FromRoute(Name = "run_id"), Description("The ID of the run")] Guid runId,
        [FromRoute(Name = "evaluation_id"), Description("The ID of the evaluation")] Guid evaluationId,
        CancellationToken cancellationToken)
    {
        var request = new GetEvaluationHistory(HttpContext.GetCaller(), runId, evaluationId);
        var result = await mediator.Send(request, cancellationToken);
        return result.ToActionResult(entries => Ok(entries.Select(mapper.Map<EvaluationEntryResponse>)));
    }

    /// <summary>Retract run evaluation</summary>
    /// <remarks>
    /// Takes the evaluation back: it is gone from reads and lists, and cannot be changed any more. Its history stays,
    /// and so does what <c>as_of</c> shows of earlier times.
    /// </remarks>
    [HttpDelete("v1/run/{run_id}/evaluation/{evaluation_id}", Name = "retract_run_evaluation")]
    [NeedsScope(Scope.EvaluationsWrite)]
    [ConditionalWrite]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [Refuses(404, 412, 428)]
    public async Task<IActionResult> Retract(
        [FromRoute(Name = "run_id"), Description("The ID of the run")] Guid runId,
        [FromRoute(Name = "evaluation_id"), Description("The ID of the evaluation")] Guid evaluationId,
        [FromHeader(Name = "If-Match"), Description("The ETag of the version to retract.")]
        EntityTagCondition? ifMatch,
        [FromQuery, Description("Why, for the history; at most 1,000 characters.")] string? reason,
        CancellationToken cancellationToken)
    {
        var request = new RetractEvaluation(HttpContext.GetCaller(), runId, evaluationId, ifMatch?.Versions, reason);
        var result = await mediator.Send(request, cancellationToken);
        return result.ToActionResult(_ => NoContent());
    }
}
