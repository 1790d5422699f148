namespace RunEvaluations.Application.Statistics.Search;

/// <summary>Which runs have a counterpart: another one, of other runs, with the same value under a key of the metadata.</summary>
internal static class PairedRuns
{
    /// <summary>The selection without the runs that have no counterpart which is judged against the same label.</summary>
    public static async Task<Selection> WithCounterparts(
        this IRatings ratings,
        string accountId,
        Selection selection,
        Counterparts others,
        CancellationToken cancellationToken)
    {
        var details = new RunDetails(others.Key);
        var there = new KeyFold();
        await ratings.Fold(accountId, selection with { Runs = others.Runs }, there, cancellationToken, details);
        var here = new MatchFold(there.Keys);
        await ratings.Fold(accountId, selection, here, cancellationToken, details);
        return selection with { Runs = selection.Runs with { Ids = here.RunIds } };
    }

    private sealed class KeyFold : IRatingFold
    {
        public HashSet<(Guid LabelId, string Key)> Keys { get; } = [];

        public void Take(IRatingRow rating)
        {
            if (rating.PairKey is { } key)
                Keys.Add((rating.LabelId, key));
        }

        public void EndTarget()
        {
        }

        public void EndRun()
        {
        }
    }

    private sealed class MatchFold(HashSet<(Guid LabelId, string Key)> keys) : IRatingFold
    {
        private Guid last;

        public List<Guid> RunIds { get; } = [];

        public void Take(IRatingRow rating)
        {
            if (rating.RunId == last || rating.PairKey is not { } key || !keys.Contains((rating.LabelId, key)))
                return;
            last = rating.RunId;
            RunIds.Add(last);
        }

        public void EndTarget()
        {
        }

        public void EndRun()
        {
        }
    }
}
