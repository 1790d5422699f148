namespace RunEvaluations.Domain.Values;

/// <summary>How scopes are spelt in tokens, on the wire and in the database. They are matched to the letter.</summary>
public static class ScopeNames
{
    public static readonly IReadOnlyDictionary<string, Scope> All =
        Enum.GetValues<Scope>().ToDictionary(Of, StringComparer.Ordinal);

    /// <summary>The names in words, to end a sentence with.</summary>
    public static string Words { get; } = string.Join(", ", All.Keys);

    public static string Of(Scope scope) => scope switch
    {
        Scope.EvaluationsRead => "evaluations:read",
        Scope.EvaluationsWrite => "evaluations:write",
        Scope.LabelsWrite => "labels:write",
        Scope.Admin => "admin",
        _ => throw new ArgumentOutOfRangeException(nameof(scope)),
    };

    /// <summary>The scopes among these names; a name that means nothing here is left out.</summary>
    public static IEnumerable<Scope> Known(IEnumerable<string> names) =>
        names.Where(All.ContainsKey).Select(name => All[name]);
}
