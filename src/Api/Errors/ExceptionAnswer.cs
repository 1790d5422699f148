using Microsoft.AspNetCore.Diagnostics;
using RunEvaluations.Api.Imports;
using RunEvaluations.Api.Limits;
using RunEvaluations.Domain.Results;

namespace RunEvaluations.Api.Errors;

/// <summary>
/// Answers for exceptions: a request that the server could not read keeps its status; a database in trouble is a
/// 503, to be tried again; anything else is a bug, and a 500 that says nothing about the inside.
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
            // Where the body ends is not known any more: the server closes, and says so.
            context.Response.Headers.Connection = "close";
            await ErrorWriter.WriteAsync(context, unreadable.StatusCode, Unreadable(unreadable.StatusCode));
            return true;
        }

        if (exception is TooManyRequestsException)
        {
            await TooManyRequests.WriteAsync(context);
            return true;
        }

        if (exception is StoppingException)
        {
            context.Response.Headers.RetryAfter = "1";
            context.Response.Headers.Connection = "close";
            await WriteAsync(context, StatusCodes.Status503ServiceUnavailable);
            return true;
        }

        if (DatabaseTrouble.Explains(exception))
        {
            logger.LogError("Request {TraceId} failed: the database is in trouble ({Reason}).",
                TraceId.Of(context), exception.Message);
            context.Response.Headers.RetryAfter = "1";
            await WriteAsync(context, StatusCodes.Status503ServiceUnavailable);
            return true;
        }

        logger.LogError(exception, "Request {TraceId} failed.", TraceId.Of(context));
        await WriteAsync(context, StatusCodes.Status500InternalServerError);
        return true;
    }

    private static Task WriteAsync(HttpContext context, int status)
    {
        var (code, message) = StatusAnswer.Of(status);
        return ErrorWriter.WriteAsync(context, status, code, message);
    }

    private static Error Unreadable(int status)
    {
        if (status == StatusCodes.Status400BadRequest)
            return BodyErrors.Unreadable("it ends early, or its chunks are malformed");

        var (code, message) = StatusAnswer.Of(status);
        return new(ErrorKind.Invalid, code, message);
    }
}
