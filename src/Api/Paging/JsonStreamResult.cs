using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using RunEvaluations.Api.Json;

namespace RunEvaluations.Api.Paging;

/// <summary>A JSON array that is written as its items are read, so that a list of any length is never held in memory.</summary>
internal sealed class JsonStreamResult<T>(IAsyncEnumerable<T> items) : IActionResult
{
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        response.ContentType = "application/json; charset=utf-8";
        if (HttpMethods.IsHead(context.HttpContext.Request.Method))
            return;
        await JsonSerializer.SerializeAsync(
            response.Body,
            items,
            WireJson.Options,
            context.HttpContext.RequestAborted);
    }
}
