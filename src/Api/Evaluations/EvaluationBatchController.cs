using System.ComponentModel;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using RunEvaluations.Api.Errors;
using RunEvaluations.Api.Idempotency;
using RunEvaluations.Api.Input;
using RunEvaluations.Api.OpenApi;
using RunEvaluations.Api.Security;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Evaluations;

/// <summary>Many evaluations in one request.</summary>
[ApiController]
[NeedsScope(Scope.EvaluationsWrite)]
[Tags("Evaluations")]
public sealed class EvaluationBatchController(IMediator mediator) : ControllerBase
{
    private const string AllOrNone =
        "Whether one that is refused keeps the others from being recorded; if not, each is recorded that can be.";

    /// <summary>Create evaluations for a run</summary>
    /// <remarks>
    /// Records 1 to 1,000 judgments of the run, and tells what became of each: its id, or the error body that it would
    /// have been answered with alone. All are recorded or none, with 422 where one is refused; with
    /// <c>all_or_none=false</c> each that can be.
    /// </remarks>
    [HttpCreate("v1/run/{id}/evaluations/batch", Name = "create_run_evaluations")]
    [ProducesResponseType<EvaluationBatchResponse>(StatusCodes.Status200OK)]
    [Refuses(404, 422)]
    public Task<IActionResult> CreateOfRun(
        Guid id,
        Batch<CreateEvaluationRequest> body,
        [FromQuery(Name = "all_or_none"), Description(AllOrNone)] bool allOrNone = true,
        CancellationToken cancellationToken = default) =>
        Create(body.Make(item => item.Content(id)), ofOneRun: true, allOrNone, cancellationToken);

    /// <summary>Create evaluations for several runs</summary>
    /// <remarks>As of one run, where each item names its run in <c>run_id</c>.</remarks>
    [HttpCreate("v1/evaluations/batch", Name = "create_evaluations")]
    [ProducesResponseType<EvaluationBatchResponse>(StatusCodes.Status200OK)]
    [Refuses(422)]
    public Task<IActionResult> Create(
        Batch<CreateEvaluationOfRunRequest> body,
        [FromQuery(Name = "all_or_none"), Description(AllOrNone)] bool allOrNone = true,
        CancellationToken cancellationToken = default) =>
        Create(body.Make(item => item.Content(item.RunId)), ofOneRun: false, allOrNone, cancellationToken);

    private async Task<IActionResult> Create(
        IReadOnlyList<Result<EvaluationContent>> items, bool ofOneRun, bool allOrNone, CancellationToken cancellationToken)
    {
        var request = new CreateEvaluations
        {
            Caller = HttpContext.GetCaller(),
            Items = items,
            OfOneRun = ofOneRun,
            AllOrNone = allOrNone,
            TraceId = TraceId.Of(HttpContext),
            IdempotencyKey = HttpContext.GetIdempotencyKey(),
        };
        return EvaluationBatchAnswer.Of(await mediator.Send(request, cancellationToken), request.TraceId);
    }
}
