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
using RunEvaluations.Application.Runs;
using RunEvaluations.Domain.Runs;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Runs;

/// <summary>Runs: what evaluations judge. They are born elsewhere and registered here.</summary>
[ApiController]
[NeedsScope(Scope.EvaluationsRead)]
[Tags("Runs")]
public sealed class RunsController(IMediator mediator, IMapper mapper) : ControllerBase
{
    /// <summary>Register run</summary>
    /// <remarks>The caller may bring the id; one that the account already has is 409.</remarks>
    [HttpCreate("v1/runs", Name = "create_run")]
    [NeedsScope(Scope.EvaluationsWrite)]
    [ProducesResponseType<RunResponse>(StatusCodes.Status201Created)]
    [Refuses(409)]
    public async Task<IActionResult> Create(CreateRunRequest body, CancellationToken cancellationToken)
    {
        var request = new CreateRun(HttpContext.GetCaller(), body.Id, body.ToContent())
        {
            IdempotencyKey = HttpContext.GetIdempotencyKey(),
        };
        var result = await mediator.Send(request, cancellationToken);
        return result.ToActionResult(made => Created($"/v1/run/{made.Id}", mapper.Map<RunResponse>(made)));
    }

    /// <summary>Register or replace run</summary>
    /// <remarks>
    /// Registers a run under this id (201), or replaces the status, result and metadata of the one that has it (200).
    /// Doing it once more changes nothing.
    /// </remarks>
    [HttpPut("v1/run/{id}", Name = "put_run")]
    [NeedsScope(Scope.EvaluationsWrite)]
    [ProducesResponseType<RunResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<RunResponse>(StatusCodes.Status201Created)]
    [Refuses(409)]
    public async Task<IActionResult> Put(Guid id, PutRunRequest body, CancellationToken cancellationToken)
    {
        var request = new PutRun(HttpContext.GetCaller(), id, body.ToContent());
        var result = await mediator.Send(request, cancellationToken);
        if (result.Error is { } error)
            return new ErrorResult(error);

        var run = mapper.Map<RunResponse>(result.Value.Run);
        return result.Value.Created ? Created($"/v1/run/{id}", run) : Ok(run);
    }

    /// <summary>Get run</summary>
    [HttpRead("v1/run/{id}", Name = "get_run")]
    [ProducesResponseType<RunResponse>(StatusCodes.Status200OK)]
    [Refuses(404)]
    public async Task<IActionResult> Get(Guid id, CancellationToken cancellationToken)
    {
        var result = await mediator.Send(new GetRun(HttpContext.GetCaller(), id), cancellationToken);
        return result.ToActionResult(found => Ok(mapper.Map<RunResponse>(found)));
    }

    /// <summary>List runs</summary>
    /// <remarks>Newest first, without their results.</remarks>
    [HttpRead("v1/runs", Name = "list_runs")]
    [ProducesResponseType<IEnumerable<RunSummaryResponse>>(StatusCodes.Status200OK)]
    [Refuses]
    public async Task<IActionResult> List(
        [FromQuery, Description("Only runs with this status.")] RunStatus? status,
        [FromQuery(Name = "experiment_id"), Description("Only runs of this experiment.")] Guid? experimentId,
        [FromQuery(Name = "created_from"), Description("Only runs registered at this time or later (RFC 3339).")]
        DateTimeOffset? createdFrom,
        [FromQuery(Name = "created_before"), Description("Only runs registered before this time (RFC 3339).")]
        DateTimeOffset? createdBefore,
        [FromQuery, Limit, Description("How many at most, 1 to 1,000; 100 where absent.")] int? limit,
        [FromQuery, Description("The cursor of the page before, from its Link header.")] string? after,
        CancellationToken cancellationToken)
    {
        var request = new ListRuns
        {
            Caller = HttpContext.GetCaller(),
            Status = status,
            ExperimentId = experimentId,
            CreatedFrom = createdFrom,
            CreatedBefore = createdBefore,
            Limit = limit,
            After = after,
        };
        var result = await mediator.Send(request, cancellationToken);
        return result.ToPage(Response, mapper.Map<RunSummaryResponse>);
    }
}
