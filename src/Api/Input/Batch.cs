using System.Collections;
using RunEvaluations.Domain.Results;

namespace RunEvaluations.Api.Input;

/// <summary>
/// Each item is read as if it had been sent alone: what is wrong with one does not keep the others from being read.
/// </summary>
/// <param name="items">Each item, or what is wrong with it.</param>
// It can be enumerated so that the API document shows an array.
public sealed class Batch<T>(IReadOnlyList<Result<object>> items) : IEnumerable<T>
{
    /// <summary>What becomes of each, in their order, those among them that could not be read.</summary>
    public IReadOnlyList<Result<TMade>> Make<TMade>(Func<T, TMade> make) =>
        [.. items.Select(item => item.Error is { } error ? Result<TMade>.Fail(error) : make((T)item.Value))];

    /// <summary>Those that could be read.</summary>
    public IEnumerator<T> GetEnumerator() =>
        items.Where(item => item.Error is null).Select(item => (T)item.Value).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
