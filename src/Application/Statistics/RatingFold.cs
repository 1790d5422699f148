using RunEvaluations.Domain.Statistics;

namespace RunEvaluations.Application.Statistics;

/// <summary>Takes the ratings that count, one after the other, and is told where a target and where a run ends.</summary>
internal interface IRatingFold
{
    void Take(IRatingRow rating);

    void EndTarget();

    void EndRun();
}

/// <param name="Counted">How many ratings were taken.</param>
/// <param name="SetAside">How many were not, since their rater has given a later value for the same target.</param>
public sealed record RatingCounts(long Counted, long SetAside);

/// <summary>The one place that decides which ratings count.</summary>
internal static class RatingFolds
{
    private enum Step
    {
        Repeat,
        Rater,
        Target,
        Run,
    }

    public static async Task<RatingCounts> Fold(
        this IRatings ratings,
        string accountId,
        Selection selection,
        IRatingFold fold,
        CancellationToken cancellationToken,
        RunDetails? details = null)
    {
        long counted = 0, setAside = 0;
        var last = new Place();
        await using var rows = await ratings.Of(accountId, selection, details, cancellationToken);
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            var step = last.MoveTo(row);
            if (step is Step.Repeat)
            {
                setAside++;
                continue;
            }

            if (counted > 0)
                End(fold, step);
            fold.Take(row);
            counted++;
        }

        if (counted > 0)
            End(fold, Step.Run);
        return new RatingCounts(counted, setAside);
    }

    private static void End(IRatingFold fold, Step step)
    {
        if (step >= Step.Target)
            fold.EndTarget();
        if (step is Step.Run)
            fold.EndRun();
    }

    private sealed class Place
    {
        private bool begun;
        private Guid runId;
        private Guid labelId;
        private string? outputName;
        private string? fieldPath;
        private Rater rater;

        public Step MoveTo(IRatingRow row)
        {
            var (run, label, output, field, by) = (row.RunId, row.LabelId, row.OutputName, row.FieldPath, row.Rater);
            var step = run != runId || !begun ? Step.Run
                : label != labelId || output != outputName || field != fieldPath ? Step.Target
                : by != rater ? Step.Rater
                : Step.Repeat;
            (begun, runId, labelId, outputName, fieldPath, rater) = (true, run, label, output, field, by);
            return step;
        }
    }
}
