using RunEvaluations.Api.Errors;
using RunEvaluations.Application.Imports;

namespace RunEvaluations.Api.Imports;

internal static class RefusedLines
{
    /// <summary>The error body that a request with the line alone would have had; it has no trace id of its own.</summary>
    public static RefusedLineResponse Shown(RefusedLine refused)
    {
        var body = ErrorWriter.Body(traceId: "", ErrorStatus.Of(refused.Error.Kind), refused.Error);
        return new()
        {
            Line = refused.Line,
            Error = body.Error,
            Code = body.Code,
            Status = body.Status,
            Errors = body.Errors,
            Facts = body.Facts,
        };
    }
}
