using Microsoft.Extensions.Primitives;

namespace RunEvaluations.Api.Errors;

/// <summary>Whether the caller would rather have <c>application/problem+json</c>.</summary>
internal static class ErrorFormat
{
    public const string Json = "application/json";
    public const string Problem = "application/problem+json";

    public static bool PrefersProblem(StringValues accept) => AcceptHeader.Prefers(accept, Problem, Json);
}
