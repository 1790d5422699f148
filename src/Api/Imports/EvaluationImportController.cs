using System.ComponentModel;
using AutoMapper;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using RunEvaluations.Api.Errors;
using RunEvaluations.Api.Input;
using RunEvaluations.Api.OpenApi;
using RunEvaluations.Api.Paging;
using RunEvaluations.Api.Security;
using RunEvaluations.Application.Imports;
using RunEvaluations.Domain.Imports;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Imports;

/// <summary>Evaluations that come as a file of any length.</summary>
[ApiController]
[NeedsScope(Scope.EvaluationsWrite)]
[Tags("Imports")]
public sealed class EvaluationImportController(IMediator mediator, IMapper mapper) : ControllerBase
{
    private const int ShownRefusals = 100;

    /// <summary>Import evaluations</summary>
    /// <remarks>
    /// Records an evaluation for each line of a file of any length, NDJSON or CSV with a header line, taken piece by piece
    /// as it arrives. A line that is refused does not keep the others from being recorded. Whatever cuts the request, each
    /// line is taken once: send the file again with the same <c>import_id</c>.
    /// </remarks>
    [HttpPost("v1/evaluations/import", Name = "import_evaluations")]
    [DisableRequestSizeLimit]
    [ImportBody]
    [ProducesResponseType<ImportOutcomeResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<ImportOutcomeResponse>(StatusCodes.Status201Created)]
    [Refuses(404, 409, 415)]
    public async Task<IActionResult> Import(
        [FromQuery(Name = "import_id"), Description("A UUID of the sender's choice, with which the file may be sent again; the service makes one where it is absent.")]
        Guid? importId,
        [FromQuery(Name = "first_line"), Description("The number of the first line that is sent, where those before it were taken; 1 where absent.")]
        long? firstLine,
        CancellationToken cancellationToken)
    {
        var caller = HttpContext.GetCaller();
        var id = importId ?? HttpContext.RequestServices.GetRequiredService<UuidVersion7>().Next();
        var stands = await mediator.Send(new FindImport(caller, id), cancellationToken);
        if (stands.Error is { } refusal && refusal != ImportErrors.NotFound)
            return new ErrorResult(refusal);
        if (ContentRules.Problem(Request, ImportBodyAttribute.MediaTypes, out var mediaType) is { } problem)
            return new ErrorResult(BodyErrors.UnsupportedMediaType(problem), StatusCodes.Status415UnsupportedMediaType);

        var taken = stands.Error is null ? stands.Value : null;
        var sending = new ImportSending(caller, id, ImportBodyAttribute.FormatOf(mediaType), taken, firstLine ?? 1);
        var intake = HttpContext.RequestServices.GetRequiredService<ImportIntake>();
        var outcome = await intake.Take(sending, Request.Body, cancellationToken);
        if (outcome.Error is { } error)
            return new ErrorResult(error);

        var first = await mediator.Send(new FindRefusedLines(caller, id, ShownRefusals, null), cancellationToken);
        return first.ToActionResult(page =>
        {
            var answer = mapper.Map<ImportOutcomeResponse>(outcome.Value) with
            {
                Refusals = [.. page.Items.Select(RefusedLines.Shown)],
            };
            return taken is null ? Created($"/v1/evaluations/import/{id}", answer) : Ok(answer);
        });
    }

    /// <summary>Get import</summary>
    /// <remarks>How far it has come: also while it is being sent, and after it was cut.</remarks>
    [HttpRead("v1/evaluations/import/{id}", Name = "get_import")]
    [ProducesResponseType<ImportResponse>(StatusCodes.Status200OK)]
    [Refuses(404)]
    public async Task<IActionResult> Get(Guid id, CancellationToken cancellationToken)
    {
        var result = await mediator.Send(new FindImport(HttpContext.GetCaller(), id), cancellationToken);
        return result.ToActionResult(found => Ok(mapper.Map<ImportResponse>(found)));
    }

    /// <summary>List refused lines of import</summary>
    /// <remarks>In the order of the file.</remarks>
    [HttpRead("v1/evaluations/import/{id}/refusals", Name = "list_import_refusals")]
    [ProducesResponseType<IEnumerable<RefusedLineResponse>>(StatusCodes.Status200OK)]
    [Refuses(404)]
    public async Task<IActionResult> Refusals(
        Guid id,
        [FromQuery, Limit, Description("How many at most, 1 to 1,000; 100 where absent.")] int? limit,
        [FromQuery, Description("The cursor of the page before, from its Link header.")] string? after,
        CancellationToken cancellationToken)
    {
        var request = new FindRefusedLines(HttpContext.GetCaller(), id, limit, after);
        var result = await mediator.Send(request, cancellationToken);
        return result.ToPage(Response, RefusedLines.Shown);
    }
}
