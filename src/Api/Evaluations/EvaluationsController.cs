using System.ComponentModel;
using AutoMapper;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using RunEvaluations.Api.Errors;
using RunEvaluations.Api.Idempotency;
using RunEvaluations.Api.Input;
using RunEvaluations.Api.OpenApi;
using RunEvaluations.Api.Paging;
using RunEvaluations.Api.Preconditions;
using RunEvaluations.Api.Security;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Evaluations;

/// <summary>Evaluations of a run: record, list, read and correct.</summary>
[ApiController]
[NeedsScope(Scope.EvaluationsRead)]
[Tags("Evaluations")]
public sealed class EvaluationsController(IMediator mediator, IMapper mapper) : ControllerBase
{
    /// <summary>Create evaluation for a run</summary>
    /// <remarks>
    /// Records a judgment of the run against a label. The value is checked against the label in the statement that
    /// writes it; a value that does not fit is 422, and nothing is written.
    /// </remarks>
    [HttpCreate("v1/run/{id}/evaluations", Name = "create_run_evaluation")]
    [NeedsScope(Scope.EvaluationsWrite)]
    [ProducesResponseType<EvaluationResponse>(StatusCodes.Status201Created)]
    [Refuses(404, 409, 422)]
    public async Task<IActionResult> Create(Guid id, CreateEvaluationRequest body, CancellationToken cancellationToken)
    {
        var request = new CreateEvaluation
        {
            Caller = HttpContext.GetCaller(),
            RunId = id,
            EvaluationLabelId = body.EvaluationLabelId,
            Value = body.Value,
            OutputName = body.OutputName,
            FieldPath = body.FieldPath,
            Comment = body.Comment,
            Metadata = body.Metadata,
            Confidence = body.Confidence,
            IdempotencyKey = HttpContext.GetIdempotencyKey(),
        };
        var result = await mediator.Send(request, cancellationToken);
        return result.ToActionResult(made =>
        {
            Response.TellVersion(made.Tag);
            return Created($"/v1/run/{id}/evaluation/{made.Id}", mapper.Map<EvaluationResponse>(made));
        });
    }

    /// <summary>List evaluations for a run</summary>
    /// <remarks>In the order of creation: all of them, streamed, or a page where a limit is given.</remarks>
    [HttpRead("v1/run/{id}/evaluations", Name = "list_run_evaluations")]
    [ProducesResponseType<IEnumerable<EvaluationResponse>>(StatusCodes.Status200OK)]
    [Refuses(404)]
    public async Task<IActionResult> List(
        Guid id,
        [FromQuery] EvaluationQuery conditions,
        [FromQuery, Limit, Description("How many at most, 1 to 1,000; all where absent.")] int? limit,
        [FromQuery, Description("The cursor of the page before, from its Link header.")] string? after,
        CancellationToken cancellationToken)
    {
        var request = new ListEvaluations(HttpContext.GetCaller(), id, limit, after) { Filter = conditions.ToFilter() };
        var result = await mediator.Send(request, cancellationToken);
        if (result.Error is { } error)
            return new ErrorResult(error);

        HttpContext.Response.RegisterForDisposeAsync(result.Value);
        Response.LinkToNext(result.Value.Next);
        return new StreamedResult<IEvaluationRow>(result.Value.Items, EvaluationJson.Array);
    }

    /// <summary>Get run evaluation</summary>
    /// <remarks>The ETag names the version; with <c>If-None-Match</c> an unchanged one is 304.</remarks>
    [HttpRead("v1/run/{run_id}/evaluation/{evaluation_id}", Name = "get_run_evaluation")]
    [ProducesResponseType<EvaluationResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status304NotModified)]
    [Refuses(404)]
    public async Task<IActionResult> Get(
        [FromRoute(Name = "run_id"), Description("The ID of the run")] Guid runId,
        [FromRoute(Name = "evaluation_id"), Description("The ID of the evaluation")] Guid evaluationId,
        [FromHeader(Name = "If-None-Match"), Description("The ETag of the version that the caller has.")]
        EntityTagCondition? ifNoneMatch,
        [FromQuery(Name = "as_of"), Description("As it was at this time (RFC 3339).")] DateTimeOffset? asOf,
        CancellationToken cancellationToken)
    {
        var request = new GetEvaluation(HttpContext.GetCaller(), runId, evaluationId, asOf);
        var result = await mediator.Send(request, cancellationToken);
        return result.ToActionResult(found =>
        {
            Response.TellVersion(found.Tag);
            return ifNoneMatch.Unless(found.Tag, () => mapper.Map<EvaluationResponse>(found));
        });
    }

    /// <summary>Update run evaluation</summary>
    /// <remarks>
    /// Corrects the value. Only the value can be changed: any field but it and the reason is refused. With
    /// <c>If-Match</c> it is corrected only if nobody else has changed it since; without, the last writer wins, and the
    /// history has both.
    /// </remarks>
    [HttpPut("v1/run/{run_id}/evaluation/{evaluation_id}", Name = "update_run_evaluation")]
    [NeedsScope(Scope.EvaluationsWrite)]
    [ProducesResponseType<EvaluationResponse>(StatusCodes.Status200OK)]
    [ConditionalWrite]
    [Refuses(404, 412, 422, 428)]
    public async Task<IActionResult> Update(
        [FromRoute(Name = "run_id"), Description("The ID of the run")] Guid runId,
        [FromRoute(Name = "evaluation_id"), Description("The ID of the evaluation")] Guid evaluationId,
        [FromHeader(Name = "If-Match"), Description("The ETag of the version to correct.")]
        EntityTagCondition? ifMatch,
        UpdateEvaluationRequest body,
        CancellationToken cancellationToken)
    {
        var request = new UpdateEvaluationValue
        {
            Caller = HttpContext.GetCaller(),
            RunId = runId,
            EvaluationId = evaluationId,
            Value = body.Value,
            Versions = ifMatch?.Versions,
            Reason = body.Reason,
        };
        var result = await mediator.Send(request, cancellationToken);
        return result.ToActionResult(changed =>
        {
            Response.TellVersion(changed.Tag);
            return Ok(mapper.Map<EvaluationResponse>(changed));
        });
    }
}
