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
using RunEvaluations.Application.Labels;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Labels;

/// <summary>Evaluation labels: what evaluations judge, and what their value may be.</summary>
[ApiController]
[NeedsScope(Scope.EvaluationsRead)]
[Tags("Evaluation labels")]
public sealed class LabelsController(IMediator mediator, IMapper mapper) : ControllerBase
{
    /// <summary>Create evaluation label</summary>
    /// <remarks>The value type and its constraint are fixed from then on, so that no evaluation stops fitting.</remarks>
    [HttpCreate("v1/evaluation-labels", Name = "create_evaluation_label")]
    [NeedsScope(Scope.LabelsWrite)]
    [ProducesResponseType<LabelResponse>(StatusCodes.Status201Created)]
    [Refuses(409)]
    public async Task<IActionResult> Create(CreateLabelRequest body, CancellationToken cancellationToken)
    {
        var constraint = new ValueConstraint(body.ValueType, body.MinValue, body.MaxValue, body.Categories);
        var request = new CreateLabel(HttpContext.GetCaller(), body.Name, body.Description, constraint)
        {
            IdempotencyKey = HttpContext.GetIdempotencyKey(),
        };
        var result = await mediator.Send(request, cancellationToken);
        return result.ToActionResult(made => Created($"/v1/evaluation-label/{made.Id}", mapper.Map<LabelResponse>(made)));
    }

    /// <summary>List evaluation labels</summary>
    /// <remarks>In the order of creation.</remarks>
    [HttpRead("v1/evaluation-labels", Name = "list_evaluation_labels")]
    [ProducesResponseType<IEnumerable<LabelResponse>>(StatusCodes.Status200OK)]
    [Refuses]
    public async Task<IActionResult> List(
        [FromQuery(Name = "include_archived"), Description("Whether archived labels are listed too.")] bool? includeArchived,
        [FromQuery, Limit, Description("How many at most, 1 to 1,000; 100 where absent.")] int? limit,
        [FromQuery, Description("The cursor of the page before, from its Link header.")] string? after,
        CancellationToken cancellationToken)
    {
        var request = new ListLabels(HttpContext.GetCaller(), includeArchived ?? false, limit, after);
        var result = await mediator.Send(request, cancellationToken);
        return result.ToPage(Response, mapper.Map<LabelResponse>);
    }

    /// <summary>Get evaluation label</summary>
    [HttpRead("v1/evaluation-label/{id}", Name = "get_evaluation_label")]
    [ProducesResponseType<LabelResponse>(StatusCodes.Status200OK)]
    [Refuses(404)]
    public async Task<IActionResult> Get(Guid id, CancellationToken cancellationToken)
    {
        var result = await mediator.Send(new GetLabel(HttpContext.GetCaller(), id), cancellationToken);
        return result.ToActionResult(found => Ok(mapper.Map<LabelResponse>(found)));
    }

    /// <summary>Update evaluation label</summary>
    /// <remarks>Replaces name and description; the rest is fixed.</remarks>
    [HttpPut("v1/evaluation-label/{id}", Name = "update_evaluation_label")]
    [NeedsScope(Scope.LabelsWrite)]
    [ProducesResponseType<LabelResponse>(StatusCodes.Status200OK)]
    [Refuses(404, 409)]
    public async Task<IActionResult> Update(Guid id, UpdateLabelRequest body, CancellationToken cancellationToken)
    {
        var request = new UpdateLabel(HttpContext.GetCaller(), id, body.Name, body.Description);
        var result = await mediator.Send(request, cancellationToken);
        return result.ToActionResult(found => Ok(mapper.Map<LabelResponse>(found)));
    }

    /// <summary>Archive evaluation label</summary>
    /// <remarks>
    /// Its evaluations stay readable and their value can still be corrected; new ones are refused. Its name is free
    /// again. Archiving it once more changes nothing.
    /// </remarks>
    [HttpDelete("v1/evaluation-label/{id}", Name = "archive_evaluation_label")]
    [NeedsScope(Scope.LabelsWrite)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [Refuses(404)]
    public async Task<IActionResult> Archive(Guid id, CancellationToken cancellationToken)
    {
        var result = await mediator.Send(new ArchiveLabel(HttpContext.GetCaller(), id), cancellationToken);
        return result.ToActionResult(_ => NoContent());
    }
}
