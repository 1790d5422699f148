using System.ComponentModel;
using AutoMapper;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using RunEvaluations.Api.Errors;
using RunEvaluations.Api.Idempotency;
using RunEvaluations.Api.Input;
using RunEvaluations.Api.OpenApi;
using RunEvaluations.Api.Paging;
using RunEvaluations.Api.Security;
using RunEvaluations.Application.Evaluators;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Evaluators;

/// <summary>Evaluators: what judges under a credential of its own, and the labels it may fill.</summary>
[ApiController]
[NeedsScope(Scope.EvaluationsRead)]
[Tags("Evaluators")]
public sealed class EvaluatorsController(IMediator mediator, IMapper mapper) : ControllerBase
{
    /// <summary>Create evaluator</summary>
    /// <remarks>Its credential is a token that names its id in the claim evaluator_id.</remarks>
    [HttpCreate("v1/evaluators", Name = "create_evaluator")]
    [NeedsScope(Scope.LabelsWrite)]
    [ProducesResponseType<EvaluatorResponse>(StatusCodes.Status201Created)]
    [Refuses(404, 409)]
    public async Task<IActionResult> Create(CreateEvaluatorRequest body, CancellationToken cancellationToken)
    {
        var caller = HttpContext.GetCaller();
        var request = new CreateEvaluator(caller, body.Name, body.Description, body.Kind, body.EvaluationLabelIds)
        {
            IdempotencyKey = HttpContext.GetIdempotencyKey(),
        };
        var result = await mediator.Send(request, cancellationToken);
        return result.ToActionResult(made => Created($"/v1/evaluator/{made.Id}", mapper.Map<EvaluatorResponse>(made)));
    }

    /// <summary>List evaluators</summary>
    /// <remarks>In the order of creation.</remarks>
    [HttpRead("v1/evaluators", Name = "list_evaluators")]
    [ProducesResponseType<IEnumerable<EvaluatorResponse>>(StatusCodes.Status200OK)]
    [Refuses]
    public async Task<IActionResult> List(
        [FromQuery(Name = "include_archived"), Description("Whether archived evaluators are listed too.")] bool? includeArchived,
        [FromQuery, Limit, Description("How many at most, 1 to 1,000; 100 where absent.")] int? limit,
        [FromQuery, Description("The cursor of the page before, from its Link header.")] string? after,
        CancellationToken cancellationToken)
    {
        var request = new ListEvaluators(HttpContext.GetCaller(), includeArchived ?? false, limit, after);
        var result = await mediator.Send(request, cancellationToken);
        return result.ToPage(Response, mapper.Map<EvaluatorResponse>);
    }

    /// <summary>Get evaluator</summary>
    [HttpRead("v1/evaluator/{id}", Name = "get_evaluator")]
    [ProducesResponseType<EvaluatorResponse>(StatusCodes.Status200OK)]
    [Refuses(404)]
    public async Task<IActionResult> Get(Guid id, CancellationToken cancellationToken)
    {
        var result = await mediator.Send(new GetEvaluator(HttpContext.GetCaller(), id), cancellationToken);
        return result.ToActionResult(found => Ok(mapper.Map<EvaluatorResponse>(found)));
    }

    /// <summary>Update evaluator</summary>
    /// <remarks>Replaces name, description and labels; the kind is fixed.</remarks>
    [HttpPut("v1/evaluator/{id}", Name = "update_evaluator")]
    [NeedsScope(Scope.LabelsWrite)]
    [ProducesResponseType<EvaluatorResponse>(StatusCodes.Status200OK)]
    [Refuses(404, 409)]
    public async Task<IActionResult> Update(Guid id, UpdateEvaluatorRequest body, CancellationToken cancellationToken)
    {
        var caller = HttpContext.GetCaller();
        var request = new UpdateEvaluator(caller, id, body.Name, body.Description, body.EvaluationLabelIds);
        var result = await mediator.Send(request, cancellationToken);
        return result.ToActionResult(found => Ok(mapper.Map<EvaluatorResponse>(found)));
    }

    /// <summary>Archive evaluator</summary>
    /// <remarks>
    /// Its evaluations stay; its credential is refused from then on. Its name is free again. Archiving it once more
    /// changes nothing.
    /// </remarks>
    [HttpDelete("v1/evaluator/{id}", Name = "archive_evaluator")]
    [NeedsScope(Scope.LabelsWrite)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [Refuses(404)]
    public async Task<IActionResult> Archive(Guid id, CancellationToken cancellationToken)
    {
        var result = await mediator.Send(new ArchiveEvaluator(HttpContext.GetCaller(), id), cancellationToken);
        return result.ToActionResult(_ => NoContent());
    }
}
