using System.ComponentModel;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using RunEvaluations.Api.Errors;
using RunEvaluations.Api.OpenApi;
using RunEvaluations.Api.Paging;
using RunEvaluations.Api.Security;
using RunEvaluations.Api.Tables;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Evaluations;

/// <summary>Evaluations of all runs, to take elsewhere.</summary>
[ApiController]
[NeedsScope(Scope.EvaluationsRead)]
[Tags("Evaluations")]
public sealed class EvaluationExportController(IMediator mediator) : ControllerBase
{
    /// <summary>Export evaluations</summary>
    /// <remarks>
    /// The account's evaluations as of one moment, by run and in the order of creation, as NDJSON or as CSV. What is cut
    /// off is not whole: an error in the middle ends the connection before the end of the answer.
    /// </remarks>
    [HttpRead("v1/evaluations/export", Name = "export_evaluations")]
    [ProducesResponseType<EvaluationResponse>(StatusCodes.Status200OK, EvaluationJson.LinesType, CsvWriter.Type)]
    [Refuses]
    public async Task<IActionResult> Export(
        [FromQuery(Name = "run_id"), Description("Only evaluations of this run.")] Guid? runId,
        [FromQuery] EvaluationQuery conditions,
        [FromQuery, Description("ndjson or csv; where absent the Accept header says it, and else it is ndjson.")]
        ExportFormat? format,
        CancellationToken cancellationToken)
    {
        var request = new ExportEvaluations(HttpContext.GetCaller(), runId) { Filter = conditions.ToFilter() };
        var result = await mediator.Send(request, cancellationToken);
        if (result.Error is { } error)
            return new ErrorResult(error);

        HttpContext.Response.RegisterForDisposeAsync(result.Value);
        Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        var csv = (format ?? FormatAccepted()) is ExportFormat.Csv;
        return new StreamedResult<IEvaluationRow>(result.Value.Items, csv ? EvaluationCsv.Table : EvaluationJson.Lines);
    }

    private ExportFormat FormatAccepted() =>
        AcceptHeader.Prefers(Request.Headers.Accept, CsvWriter.Type, EvaluationJson.LinesType)
            ? ExportFormat.Csv
            : ExportFormat.Ndjson;
}

/// <summary>How an export is written.</summary>
public enum ExportFormat
{
    /// <summary>A JSON object a line.</summary>
    Ndjson,

    /// <summary>RFC 4180, with a header.</summary>
    Csv,
}
