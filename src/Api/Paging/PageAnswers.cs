using Microsoft.AspNetCore.Mvc;
using RunEvaluations.Api.Errors;
using RunEvaluations.Application.Paging;
using RunEvaluations.Domain.Results;

namespace RunEvaluations.Api.Paging;

internal static class PageAnswers
{
    /// <summary>200 with the items and the link to the next page, or the error body.</summary>
    public static ActionResult ToPage<TView, TResponse>(
        this Result<Page<TView>> result,
        HttpResponse response,
        Func<TView, TResponse> toResponse) =>
        result.ToActionResult(page =>
        {
            response.LinkToNext(page.Next);
            return new OkObjectResult(page.Items.Select(toResponse));
        });
}
