using System.Collections;
using RunEvaluations.Domain.Results;

namespace RunEvaluations.Api.Input;

/// <summary>
/// A body that is an array of things, each read as if it had been sent alone: one that cannot be is an error among the
/// others, and not of the whole. To the API document it is an array of them.
/// </summary>
/// <param name="items">Each thing, or what is wrong with it.</param>
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
