using RunEvaluations.Domain.Results;

namespace RunEvaluations.Application.Statistics;

/// <summary>Prepares selections: so that whatever is computed from one, and listed of it later, is of the same evaluations.</summary>
internal sealed class Selections(IKeptRuns kept, TimeProvider time)
{
    /// <summary>How many runs a link names itself.</summary>
    public const int MostInLinks = 50;

    /// <summary>How long a link with more of them holds after its figure was last asked for.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    /// <summary>The same as of a moment, that which it names or this one; a long list of its runs is kept for links.</summary>
    public async Task<Selection> Fix(string accountId, Selection selection, CancellationToken cancellationToken) =>
        At(selection) with { Runs = await Fix(accountId, selection.Runs, cancellationToken) };

    /// <summary>The same as of the moment that it names, or of this one.</summary>
    public Selection At(Selection selection) => selection with { AsOf = selection.AsOf ?? time.GetUtcNow() };

    public async Task<RunSelection> Fix(string accountId, RunSelection runs, CancellationToken cancellationToken)
    {
        if (runs.Ids is not { Count: > MostInLinks } ids)
            return runs;
        var now = time.GetUtcNow();
        return runs with { KeptIds = await kept.Keep(accountId, ids, now, now - Lifetime, cancellationToken) };
    }

    /// <summary>The runs of a link: those that were kept for it.</summary>
    public async Task<Result<RunSelection>> Find(string accountId, RunSelection runs, CancellationToken cancellationToken)
    {
        if (runs.KeptIds is not { } id)
            return runs;
        var ids = await kept.Find(accountId, id, cancellationToken);
        return ids is null
            ? Error.Invalid("selection.kept_run_ids", "is not known, or no longer: ask for the figure again")
            : runs with { Ids = ids };
    }
}
