using RunEvaluations.Domain.Results;

namespace RunEvaluations.Domain.Values;

public static class CallerErrors
{
    /// <summary>The fact that names the scope which is missing.</summary>
    public const string MissingScope = "scope";

    public static readonly Error UserRequired = new(
        ErrorKind.Forbidden,
        "user_required",
        "An evaluator's credential may read, and record and correct evaluations; this needs a user's.");

    public static Error ScopeRequired(Scope scope) =>
        new(ErrorKind.Forbidden, "scope_required", $"The credential does not have the scope '{ScopeNames.Of(scope)}'.")
        {
            Facts = new Dictionary<string, object?> { [MissingScope] = ScopeNames.Of(scope) },
        };
}
