using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using RunEvaluations.Api.Errors;
using RunEvaluations.Api.Input;
using RunEvaluations.Api.Tables;

namespace RunEvaluations.Api.Statistics;

/// <summary>An answer as JSON, or as a table where the caller would rather have that.</summary>
internal sealed class FigureResult<T>(T answer, Func<T, IEnumerable<FigureRow>> rows) : ActionResult
{
    public override async Task ExecuteResultAsync(ActionContext context)
    {
        var http = context.HttpContext;
        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        if (!AcceptHeader.Prefers(http.Request.Headers.Accept, CsvWriter.Type, ContentRules.MediaType))
        {
            await new OkObjectResult(answer).ExecuteResultAsync(context);
            return;
        }

        http.Response.ContentType = CsvWriter.ContentType;
        await http.Response.Body.WriteAsync(FigureTable.Write(rows(answer)), http.RequestAborted);
    }
}
