using RunEvaluations.Api.Input;

namespace RunEvaluations.Api.Errors;

internal static class ErrorBodies
{
    /// <summary>
    /// Gives every refusal its body, whoever refuses: call it before any other middleware, routing, authentication and
    /// authorization included (those have to be added by hand, or the host puts them first).
    /// </summary>
    public static IApplicationBuilder UseErrorBodies(this IApplicationBuilder app)
    {
        // The answer comes from ExceptionAnswer; the middleware insists on a branch all the same.
        app.UseExceptionHandler(static _ => { });
        app.UseStatusCodePages(static page => AnswerAsync(page.HttpContext));
        return app.UseMiddleware<FramingGuard>().UseMiddleware<TargetGuard>();
    }

    private static Task AnswerAsync(HttpContext context)
    {
        var status = context.Response.StatusCode;
        var unknownRoute = status == StatusCodes.Status404NotFound && context.GetEndpoint() is null;
        var (code, message) = unknownRoute ? StatusAnswer.RouteNotFound(context.Request.Path) : StatusAnswer.Of(status);
        return ErrorWriter.WriteAsync(context, status, code, message);
    }
}
