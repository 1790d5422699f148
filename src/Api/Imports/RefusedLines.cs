using RunEvaluations.Api.Errors;
using RunEvaluations.Application.Imports;

namespace RunEvaluations.Api.Imports;

internal static class RefusedLines
{
    /// <summary>The error body that a request with the line alone would have had; it has no trace id of its own.</summary>
    public static RefusedLineResponse Shown(RefusedLine refused) => new()
    {
        Line = refused.Line,
        Error = refused.Error.Message,
        Code = refused.Error.Code,
        Status = ErrorStatus.Of(refused.Error.Kind),
        Errors = refused.Error.Fields.Count == 0 ? null : refused.Error.Fields,
        Facts = refused.Error.Facts.ToDictionary(f => f.Key, f => f.Value),
    };
}
