using System.ComponentModel;
using System.Text;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using RunEvaluations.Api.Errors;
using RunEvaluations.Api.Evaluations;
using RunEvaluations.Api.Input;
using RunEvaluations.Api.OpenApi;
using RunEvaluations.Api.Paging;
using RunEvaluations.Api.Security;
using RunEvaluations.Api.Tables;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Application.Paging;
using RunEvaluations.Application.Statistics.Search;
using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Statistics;

/// <summary>Evaluations of all runs, to look at: also those behind a figure.</summary>
[ApiController]
[NeedsScope(Scope.EvaluationsRead)]
[Tags("Evaluations")]
public sealed class SearchController(IMediator mediator, ILogger<SearchController> logger) : ControllerBase
{
    /// <summary>Search evaluations</summary>
    /// <remarks>
    /// Evaluations of all runs that meet the conditions, by time or by value, as of a moment. As JSON in pages; as NDJSON or
    /// CSV, by the Accept header, all of them, streamed, unless a limit is given. <c>selection</c> takes what the body of
    /// the statistics takes, as JSON; the other conditions are short for members of it.
    /// </remarks>
    [HttpRead("v1/evaluations", Name = "search_evaluations")]
    [ProducesResponseType<IEnumerable<EvaluationResponse>>(
        StatusCodes.Status200OK, "application/json", EvaluationJson.LinesType, CsvWriter.Type)]
    [Refuses]
    public async Task<IActionResult> Search(
        [FromQuery, Description("Conditions as a JSON object: those of the statistics, and more; see docs/api.md.")]
        string? selection,
        [FromQuery] EvaluationQuery conditions,
        [FromQuery(Name = "run_id"), Description("Only evaluations of this run.")] Guid? runId,
        [FromQuery(Name = "experiment_id"), Description("Only evaluations of runs of this experiment.")]
        Guid? experimentId,
        [FromQuery, Description("Only the latest of each rater for a target: those that figures count.")] bool? counted,
        [FromQuery, Description("time or value; time where absent.")] SearchSort? sort,
        [FromQuery, Description("asc or desc; asc where absent.")] SortDirection? order,
        [FromQuery, Limit, Description("How many at most, 1 to 1,000; as JSON 100 where absent, else all.")] int? limit,
        [FromQuery, Description("The cursor of the page before, from its Link header.")] string? after,
        CancellationToken cancellationToken)
    {
        var given = new SearchParameters(conditions, runId, experimentId, counted);
        var read = Read(selection).Then(given.In);
        if (read.Error is { } problem)
            return new ErrorResult(problem);

        var format = FormatAccepted();
        var request = new SearchEvaluations(
            HttpContext.GetCaller(), read.Value, new SearchOrder(sort ?? SearchSort.Time, order is SortDirection.Desc))
        {
            Limit = limit ?? (format == EvaluationJson.Array ? Page<EvaluationView>.DefaultLimit : null),
            After = after,
        };
        var result = await mediator.Send(request, cancellationToken);
        if (result.Error is { } error)
            return new ErrorResult(error);

        HttpContext.Response.RegisterForDisposeAsync(result.Value);
        Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        Response.LinkToNext(result.Value.Next);
        return new StreamedResult<IEvaluationRow>(result.Value.Items, format);
    }

    private Result<SearchRequest> Read(string? selection)
    {
        if (selection is null)
            return new SearchRequest();
        var read = StrictJson.Read(Encoding.UTF8.GetBytes(selection), typeof(SearchRequest), logger);
        if (read.Error is not { } error)
            return (SearchRequest)read.Value;
        if (error.Fields.Count == 0)
            return Error.Invalid("selection", error.Message);
        // What is no object at all is the selection itself.
        return error.Fields.TryGetValue("body", out var reasons) ? Error.Invalid("selection", reasons[0]) : error.At("selection");
    }

    private StreamFormat<IEvaluationRow> FormatAccepted()
    {
        var accept = Request.Headers.Accept;
        if (AcceptHeader.Prefers(accept, CsvWriter.Type, ContentRules.MediaType))
            return EvaluationCsv.Table;
        return AcceptHeader.Prefers(accept, EvaluationJson.LinesType, ContentRules.MediaType)
            ? EvaluationJson.Lines
            : EvaluationJson.Array;
    }
}

/// <summary>Which comes first.</summary>
public enum SortDirection
{
    /// <summary>The earliest, or the least.</summary>
    Asc,

    /// <summary>The latest, or the greatest.</summary>
    Desc,
}
