using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using RunEvaluations.Api.Json;
using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Domain.Idempotency;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Errors;

/// <summary>
/// Writes the one body that every refusal has. Headers that are already set, such as <c>Allow</c>, are kept. Where the
/// answer has begun, it can only be cut off: the connection is aborted, so that nobody takes it for complete.
/// </summary>
internal static class ErrorWriter
{
    // Facts may carry any name; a member must not be there twice.
    private static readonly HashSet<string> Reserved =
        ["error", "code", "status", "trace_id", "errors", "type", "title", "detail", "instance"];

    public static Task WriteAsync(HttpContext context, int status, string code, string message) =>
        WriteAsync(context, status, new Error(ErrorKind.Invalid, code, message));

    public static Task WriteAsync(HttpContext context, Error error) =>
        WriteAsync(context, ErrorStatus.Of(error.Kind), error);

    /// <summary>For a status that no <see cref="ErrorKind"/> stands for; the error's kind is not looked at.</summary>
    public static async Task WriteAsync(HttpContext context, int status, Error error)
    {
        var response = context.Response;
        if (response.HasStarted)
        {
            context.Abort();
            return;
        }

        var dialect = context.RequestServices.GetServices<IErrorDialect>().FirstOrDefault(d => d.Speaks(context.Request));
        status = dialect?.StatusOf(status, error) ?? status;
        context.Features.Set(new Refusal(status, error.Code));
        var problem = dialect is null && ErrorFormat.PrefersProblem(context.Request.Headers.Accept);
        var body = dialect is not null ? dialect.Body(TraceId.Of(context), status, error)
            : problem ? Problem(context, status, error) : Plain(context, status, error);

        response.StatusCode = status;
        response.ContentType = problem ? ErrorFormat.Problem : ErrorFormat.Json;
        response.ContentLength = body.Length;
        response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        if (error.Facts.TryGetValue(EvaluationErrors.CurrentTag, out var current))
            response.Headers.ETag = current as string;
        if (error.Facts.TryGetValue(IdempotencyErrors.RetryAfter, out var seconds))
            response.Headers.RetryAfter = $"{seconds}";
        if (error.Facts.TryGetValue(CallerErrors.MissingScope, out var scope))
            response.Headers.WWWAuthenticate = $"Bearer error=\"insufficient_scope\", scope=\"{scope}\"";
        if (status == StatusCodes.Status401Unauthorized && response.Headers.WWWAuthenticate.Count == 0)
            response.Headers.WWWAuthenticate = "Bearer";

        // Without a token: to a caller who has gone the server writes nothing, and that is no error.
        if (!HttpMethods.IsHead(context.Request.Method))
            await response.Body.WriteAsync(body);
    }

    /// <summary>The plain body, also of what is a part of an answer to more.</summary>
    public static ErrorResponse Body(string traceId, int status, Error error) => new()
    {
        Error = error.Message,
        Code = error.Code,
        Status = status,
        TraceId = traceId,
        Errors = error.Fields.Count == 0 ? null : error.Fields,
        Facts = Facts(error),
    };

    private static byte[] Plain(HttpContext context, int status, Error error) =>
        JsonSerializer.SerializeToUtf8Bytes(Body(TraceId.Of(context), status, error), WireJson.Options);

    private static byte[] Problem(HttpContext context, int status, Error error) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new ProblemResponse
            {
                Type = "about:blank",
                Title = ReasonPhrases.GetReasonPhrase(status),
                Status = status,
                Detail = error.Message,
                Code = error.Code,
                TraceId = TraceId.Of(context),
                Errors = error.Fields.Count == 0 ? null : error.Fields,
                Facts = Facts(error),
            },
            WireJson.Options);

    private static Dictionary<string, object?> Facts(Error error) =>
        error.Facts.ToDictionary(f => Reserved.Contains(f.Key) ? "fact_" + f.Key : f.Key, f => f.Value);
}
