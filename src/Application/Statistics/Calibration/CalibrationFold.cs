using System.Runtime.InteropServices;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Statistics;
using RunEvaluations.Domain.Statistics.Calibration;

namespace RunEvaluations.Application.Statistics.Calibration;

/// <summary>Puts what an evaluator has said beside what the gold raters have said of the same target.</summary>
internal sealed class CalibrationFold(ValueConstraint constraint, Rater judge, TimeBucket? drift) : IRatingFold
{
    /// <summary>More periods than anybody looks at.</summary>
    public const int MaxPeriods = 10_000;

    private readonly Dictionary<(DateTimeOffset From, DateTimeOffset Before), Calibration> periods = [];
    private readonly List<double> gold = [];
    private double? judged;
    private DateTimeOffset judgedAt;

    public Calibration All { get; } = new(constraint);

    /// <summary>Targets that the evaluator has judged, and whose gold raters are divided.</summary>
    public long Undecided { get; private set; }

    public bool HasTooMany => periods.Count > MaxPeriods;

    public IEnumerable<(DateTimeOffset From, DateTimeOffset Before, Calibration Calibration)> Periods =>
        periods.OrderBy(period => period.Key).Select(period => (period.Key.From, period.Key.Before, period.Value));

    public void Take(IRatingRow rating)
    {
        if (rating.Rater == judge)
            (judged, judgedAt) = (rating.Value, rating.CreatedAt);
        else
            gold.Add(rating.Value);
    }

    public void EndTarget()
    {
        if (judged is { } value && gold.Count > 0)
            Compare(value, Consensus.Of(constraint.Type, CollectionsMarshal.AsSpan(gold)));
        judged = null;
        gold.Clear();
    }

    public void EndRun()
    {
    }

    private void Compare(double value, double? truth)
    {
        if (truth is not { } known)
        {
            Undecided++;
            return;
        }

        All.Add(known, value);
        if (drift is { } bucket && !HasTooMany)
            PeriodOf(bucket.Of(judgedAt)).Add(known, value);
    }

    private Calibration PeriodOf((DateTimeOffset From, DateTimeOffset Before) period)
    {
        if (!periods.TryGetValue(period, out var calibration))
            periods.Add(period, calibration = new Calibration(constraint));
        return calibration;
    }
}

/// <summary>An evaluator's values beside gold.</summary>
internal sealed class Calibration(ValueConstraint constraint)
{
    /// <summary>Null for scores.</summary>
    public ConfusionMatrix? Confusion { get; } =
        constraint.Type is EvaluationValueType.Continuous ? null : new((int)constraint.Highest + 1);

    /// <summary>Null for what has no order.</summary>
    public PairedScores? Scores { get; } =
        constraint.Type is EvaluationValueType.Continuous or EvaluationValueType.Ordinal ? new() : null;

    public long N { get; private set; }

    public void Add(double gold, double value)
    {
        N++;
        Confusion?.Add((int)gold, (int)value);
        Scores?.Add(gold, value);
    }
}
