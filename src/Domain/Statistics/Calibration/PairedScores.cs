using RunEvaluations.Domain.Statistics.Intervals;

namespace RunEvaluations.Domain.Statistics.Calibration;

/// <summary>
/// An evaluator's scores beside the gold ones, per target. Keeps 16 bytes per target; each figure takes at most 20 more
/// while it is computed, and O(n log n) time. N counts the targets.
/// </summary>
public sealed class PairedScores
{
    private readonly ScoreColumn goldScores = new();
    private readonly ScoreColumn predictedScores = new();

    /// <summary>What figures are computed in, one after the other: millions of pairs are not to be copied for each.</summary>
    private (double[] First, double[] Second) scratch = ([], []);

    /// <summary>How many targets were added.</summary>
    public long N => goldScores.Count;

    /// <summary>Adds a target.</summary>
    /// <param name="gold">The score it has, finite.</param>
    /// <param name="predicted">The score the evaluator gave it, finite.</param>
    public void Add(double gold, double predicted)
    {
        if (!double.IsFinite(gold))
            throw new ArgumentOutOfRangeException(nameof(gold), gold, "must be finite");
        if (!double.IsFinite(predicted))
            throw new ArgumentOutOfRangeException(nameof(predicted), predicted, "must be finite");
        goldScores.Add(gold);
        predictedScores.Add(predicted);
    }

    /// <summary>
    /// The mean of predicted - gold, in the unit of the scores: positive where the evaluator scores too high. With
    /// Student's t interval (Student 1908, Biometrika 6, 1-25), of two targets or more whose errors differ.
    /// </summary>
    public Estimate MeanError(double confidence) =>
        MeanInterval.Of(SampleMoments.Of(Errors()), "Mean error; t interval", confidence);

    /// <summary>
    /// The mean of |predicted - gold|, in the unit of the scores: 0 where all agree. With the t interval, cut at
    /// 0.
    /// </summary>
    public Estimate MeanAbsoluteError(double confidence)
    {
        var errors = Errors();
        foreach (ref var error in errors.AsSpan())
            error = Math.Abs(error);
        const string method = "Mean absolute error; t interval";
        return MeanInterval.Of(SampleMoments.Of(errors), method, confidence).Inside(0, double.PositiveInfinity);
    }

    /// <summary>
    /// Pearson's r, how closely the scores lie along a line, from -1 to 1. The interval is Fisher's, tanh(artanh r ±
    /// z/√(n-3)), of four targets or more. Undefined where a side is constant; without an interval where |r| is 1.
    /// </summary>
    /// <remarks>
    /// Pearson, K. (1895), Proceedings of the Royal Society of London 58, 240-242; Fisher, R. A. (1921). On the
    /// "probable error" of a coefficient of correlation deduced from a small sample. Metron 1, 3-32.
    /// </remarks>
    public Estimate Pearson(double confidence) =>
        WithInterval(
            Copied(Correlation.Pearson),
            _ => 1 / (N - 3.0),
            fewest: 4,
            confidence,
            "Pearson's r; Fisher's z interval");

    /// <summary>
    /// Spearman's ρ, how closely the ranks of the scores go together, from -1 to 1, with mid-ranks for ties. The
    /// interval is tanh(artanh ρ ± z √((1 + ρ²/2)/(n-3))), of four targets or more. Undefined where a side is constant;
    /// without an interval where |ρ| is 1.
    /// </summary>
    /// <remarks>
    /// Spearman, C. (1904), American Journal of Psychology 15, 72-101; Bonett, D. G. and Wright, T. A. (2000). Sample
    /// size requirements for estimating Pearson, Kendall and Spearman correlations. Psychometrika 65, 23-28.
    /// </remarks>
    public Estimate Spearman(double confidence) =>
        WithInterval(
            Copied((sorted, ranks) => Correlation.Spearman(goldScores, predictedScores, sorted, ranks)),
            r => (1 + r * r / 2) / (N - 3.0),
            fewest: 4,
            confidence,
            "Spearman's rho; Bonett and Wright's z interval");

    /// <summary>
    /// Kendall's τ_b: of two targets, how much more often both sides put them in the same order than in the contrary
    /// one, from -1 to 1, corrected for ties. The interval is tanh(artanh τ ± z √(0.437/(n-4))), of five targets or
    /// more; it is made for |τ| below 0.8. Undefined where a side is constant; without an interval where |τ| is 1.
    /// </summary>
    /// <remarks>
    /// Kendall, M. G. (1945), Biometrika 33, 239-251; Knight, W. R. (1966), Journal of the American Statistical
    /// Association 61, 436-439; Bonett and Wright (2000), as for Spearman, after Fieller, Hartley and Pearson (1957).
    /// </remarks>
    public Estimate KendallTauB(double confidence) =>
        WithInterval(
            Copied(Calibration.KendallTauB.Of),
            _ => 0.437 / (N - 4.0),
            fewest: 5,
            confidence,
            "Kendall's tau-b; Bonett and Wright's z interval");

    private Estimate WithInterval(
        double? coefficient,
        Func<double, double> variance,
        int fewest,
        double confidence,
        string method)
    {
        if (N < 2)
            return Estimate.Undefined(N, method, CorrelationInterval.TooFewTargets);
        return coefficient is { } r
            ? CorrelationInterval.Around(r, variance(r), fewest, N, method, confidence)
            : Estimate.Undefined(N, method, "All values of one side are the same.");
    }

    private double? Copied(Func<double[], double[], double?> compute)
    {
        var (gold, predicted) = Scratch();
        goldScores.CopyTo(gold);
        predictedScores.CopyTo(predicted);
        return compute(gold, predicted);
    }

    private double[] Errors()
    {
        var errors = Scratch().First;
        predictedScores.CopyTo(errors);
        goldScores.SubtractFrom(errors);
        return errors;
    }

    private (double[] First, double[] Second) Scratch()
    {
        if (scratch.First.Length != N)
            scratch = (new double[N], new double[N]);
        return scratch;
    }
}
