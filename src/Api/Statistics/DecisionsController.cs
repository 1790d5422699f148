using MediatR;
using Microsoft.AspNetCore.Mvc;
using RunEvaluations.Api.Errors;
using RunEvaluations.Api.OpenApi;
using RunEvaluations.Api.Security;
using RunEvaluations.Api.Tables;
using RunEvaluations.Application.Statistics.Comparison;
using RunEvaluations.Application.Statistics.Coverage;
using RunEvaluations.Application.Statistics.Gates;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Statistics;

/// <summary>What follows from evaluations: is it better, is it judged, may it ship.</summary>
[ApiController]
[NeedsScope(Scope.EvaluationsRead)]
[Tags("Statistics")]
public sealed class DecisionsController(IMediator mediator) : ControllerBase
{
    /// <summary>Compare runs</summary>
    /// <remarks>
    /// How the runs of a candidate differ from those of a baseline, label by label: the difference with its interval, its
    /// size, the test that fits, and how many runs it takes to see such a difference. Paired by a member of the runs'
    /// metadata, or not.
    /// </remarks>
    [HttpPost("v1/comparison", Name = "compare_runs")]
    [ProducesResponseType<ComparisonResponse>(StatusCodes.Status200OK, "application/json", CsvWriter.Type)]
    [Refuses(404, 422)]
    public async Task<IActionResult> Compare(ComparisonRequest body, CancellationToken cancellationToken)
    {
        var request = new GetComparison(HttpContext.GetCaller(), body.ToSelection(), body.ToWish());
        var result = await mediator.Send(request, cancellationToken);
        return result.ToActionResult(found => new FigureResult<ComparisonResponse>(found.ToResponse(), DecisionRows.Rows));
    }

    /// <summary>Find what is not judged</summary>
    /// <remarks>Which runs lack a label, or have fewer raters for it than they should, and the share that is done.</remarks>
    [HttpPost("v1/coverage", Name = "find_coverage")]
    [ProducesResponseType<CoverageResponse>(StatusCodes.Status200OK, "application/json", CsvWriter.Type)]
    [Refuses(404)]
    public async Task<IActionResult> Cover(CoverageRequest body, CancellationToken cancellationToken)
    {
        var request = new GetCoverage(HttpContext.GetCaller(), body.ToSelection()) { After = body.After };
        request = request with { Raters = body.Raters ?? request.Raters, Limit = body.Limit ?? request.Limit };
        var result = await mediator.Send(request, cancellationToken);
        return result.ToActionResult(found => new FigureResult<CoverageResponse>(found.ToResponse(), DecisionRows.Rows));
    }

    /// <summary>Check a gate</summary>
    /// <remarks>
    /// Whether all conditions are met that the request names, each with the figure that it was decided by and the reason. The
    /// answer is 200 either way: look at <c>passed</c>.
    /// </remarks>
    [HttpPost("v1/gate", Name = "check_gate")]
    [ProducesResponseType<GateResponse>(StatusCodes.Status200OK, "application/json", CsvWriter.Type)]
    [Refuses(404, 422)]
    public async Task<IActionResult> Check(GateRequest body, CancellationToken cancellationToken)
    {
        var request = new CheckGate(HttpContext.GetCaller(), body.ToSelection(), body.ToConditions());
        request = request with { Confidence = body.Confidence ?? request.Confidence };
        var result = await mediator.Send(request, cancellationToken);
        return result.ToActionResult(found => new FigureResult<GateResponse>(found.ToResponse(), DecisionRows.Rows));
    }
}
