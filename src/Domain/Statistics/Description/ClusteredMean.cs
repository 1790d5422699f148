using RunEvaluations.Domain.Statistics.Intervals;

namespace RunEvaluations.Domain.Statistics.Description;

/// <summary>
/// The mean of ratings that come in clusters, one after the other: a cluster is a run, and the ratings of one run are
/// not independent of each other. Needs the same memory for any number of ratings. A cluster that is still open counts
/// as it stands; one without ratings does not count.
/// </summary>
/// <remarks>
/// With G clusters of n_r ratings that add up to s_r, and N ratings in all, the variance of the mean is
/// G/(G-1) × Σ (s_r - n_r mean)² / N², with G - 1 degrees of freedom. Where each run has one rating it is s²/N, and the
/// interval is the ordinary t interval.
/// Source: Liang and Zeger 1986, Longitudinal data analysis using generalized linear models, Biometrika 73; Cameron and
/// Miller 2015, A Practitioner's Guide to Cluster-Robust Inference, Journal of Human Resources 50, eq. 11 to 13;
/// recommended for evaluations of language models by Miller 2024, Adding Error Bars to Evals, arXiv:2411.00640.
/// </remarks>
public sealed class ClusteredMean
{
    internal const string SingleRun = "The ratings are of a single run, and an interval takes at least two.";

    private Totals closed;
    private RunningMoments open;

    /// <summary>How many ratings.</summary>
    public long N { get; private set; }

    /// <summary>How many clusters have ratings.</summary>
    public long Clusters => Now.Clusters;

    /// <summary>The lowest rating; null where there is none.</summary>
    public double? Min { get; private set; }

    /// <summary>The highest rating; null where there is none.</summary>
    public double? Max { get; private set; }

    /// <summary>
    /// The sample standard deviation (n - 1) of all ratings, whatever their clusters; null under two ratings, and where
    /// it is beyond the range of double.
    /// </summary>
    public double? StandardDeviation =>
        N >= 2 && Math.Sqrt(Now.Ratings.Variance) is var deviation && double.IsFinite(deviation) ? deviation : null;

    private Totals Now => closed.With(open);

    public void Add(double value)
    {
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(nameof(value), value, "must be a finite number");
        N++;
        if (!(value >= Min))
            Min = value;
        if (!(value <= Max))
            Max = value;
        open.Add(value);
    }

    public void EndCluster()
    {
        closed = Now;
        open = default;
    }

    /// <summary>
    /// The mean of all ratings, each with the same weight; N is the ratings. There is no interval for a single cluster,
    /// nor where the clusters do not differ.
    /// </summary>
    public Estimate Mean(double confidence)
    {
        var now = Now;
        var method = now.Clusters == N ? "Mean; t interval" : "Mean; t interval with cluster-robust standard error";
        if (N == 0)
            return Estimate.Undefined(0, method, "There are no ratings.");
        var mean = now.Ratings.Mean;
        if (now.Clusters == 1)
            return Estimate.Point(mean, N, method, SingleRun);
        var error = now.StandardError;
        // The same ratings, added up in another order.
        if (SampleMoments.IsRounding(error * Math.Sqrt(now.Clusters), Math.Max(Math.Abs(Min!.Value), Math.Abs(Max!.Value))))
            error = 0;
        return MeanInterval.Around(mean, error, now.Clusters - 1, N, method, confidence);
    }

    /// <summary>Of the clusters that have ended.</summary>
    private struct Totals
    {
        /// <summary>
        /// The means of the clusters, each with weight n_r². As s_r - n_r mean = n_r (mean of r - mean), they have the
        /// sum of its squares without the cancellation that the difference of the two sums would bring.
        /// </summary>
        private RunningMoments means;

        public RunningMoments Ratings { get; private set; }

        public long Clusters { get; private set; }

        public readonly double StandardError
        {
            get
            {
                // Around the mean of all ratings, not around the mean with these weights: Steiner's theorem.
                var shift = means.Mean - Ratings.Mean;
                var residuals = means.SquaredDeviations + (means.Weight * shift * shift);
                return Math.Sqrt(residuals * Clusters / (Clusters - 1)) / Ratings.Weight;
            }
        }

        public readonly Totals With(RunningMoments cluster)
        {
            if (cluster.Weight == 0)
                return this;
            var with = this;
            var ratings = Ratings;
            ratings.Add(cluster);
            with.Ratings = ratings;
            with.means.Add(cluster.Mean, cluster.Weight * cluster.Weight);
            with.Clusters++;
            return with;
        }
    }
}
