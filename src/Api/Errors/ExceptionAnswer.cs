using Microsoft.AspNetCore.Diagnostics;
using RunEvaluations.Domain.Results;

namespace RunEvaluations.Api.Errors;

/// <summary>
/// Answers for exceptions: a request that the server could not read keeps its status; anything else is a bug or a dead
/// dependency, and a 500 that says nothing about the inside.
/// </summary>
internal sealed class ExceptionAnswer(ILogger<ExceptionAnswer> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (context.RequestAborted.IsCancellationRequested)
        {
            logger.LogDebug(exception, "The caller has gone.");
            return true;
        }

        if (exception is BadHttpRequestException unreadable)
        {
            await ErrorWriter.WriteAsync(context, unreadable.StatusCode, Unreadable(unreadable.StatusCode));
            return true;
        }

        logger.LogError(exception, "Request {TraceId} failed.", TraceId.Of(context));
        var (code, message) = StatusAnswer.Of(StatusCodes.Status500InternalServerError);
        await ErrorWriter.WriteAsync(context, StatusCodes.Status500InternalServerError, code, message);
        return true;
    }

    private static Error Unreadable(int status)
    {
        if (status == StatusCodes.Status400BadRequest)
            return BodyErrors.Unreadable("it ends early, or its chunks are malformed");

        var (code, message) = StatusAnswer.Of(status);
        return new(ErrorKind.Invalid, code, message);
    }
}
