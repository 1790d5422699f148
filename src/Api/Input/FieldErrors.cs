using RunEvaluations.Domain.Results;

namespace RunEvaluations.Api.Input;

/// <summary>Everything that is wrong with the fields of a request, in the order of its finding.</summary>
internal sealed class FieldErrors
{
    // Enough for any honest mistake; a body of nothing but unknown members must not make an answer larger than itself.
    private const int MostFields = 50;

    private readonly Dictionary<string, string[]> reasons = new(StringComparer.Ordinal);

    /// <summary>Whether there is no room for another field, so that looking further is wasted.</summary>
    public bool IsFull => reasons.Count == MostFields;

    public void Add(string field, string reason)
    {
        if (reasons.TryGetValue(field, out var known))
            reasons[field] = [.. known, reason];
        else if (!IsFull)
            reasons.Add(field, [reason]);
    }

    public Error? ToError() => reasons.Count == 0 ? null : Error.Invalid(reasons);
}
