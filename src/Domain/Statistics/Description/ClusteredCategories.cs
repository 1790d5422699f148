using RunEvaluations.Domain.Statistics.Intervals;

namespace RunEvaluations.Domain.Statistics.Description;

/// <summary>
/// The shares of categories among ratings that come in clusters (runs). Needs memory for the categories alone; the end
/// of a cluster costs what was seen in it. A cluster that is still open counts as it stands.
/// </summary>
/// <remarks>Sums are whole numbers and exact, for up to 2³¹ ratings.</remarks>
public sealed class ClusteredCategories
{
    private readonly long[] counts;
    private readonly long[] squares;
    private readonly long[] products;
    private readonly int[] openCounts;
    private readonly int[] seen;
    private int seenCount;
    private long openRatings;
    private long closedClusters;
    private long squaredSizes;

    public ClusteredCategories(int categories)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(categories);
        counts = new long[categories];
        squares = new long[categories];
        products = new long[categories];
        openCounts = new int[categories];
        seen = new int[categories];
    }

    /// <summary>How many ratings.</summary>
    public long N { get; private set; }

    /// <summary>How many clusters have ratings.</summary>
    public long Clusters => closedClusters + (openRatings > 0 ? 1 : 0);

    /// <summary>How many ratings are of the category.</summary>
    public long Count(int category) => counts[category];

    public void Add(int category)
    {
        counts[category]++;
        N++;
        openRatings++;
        if (openCounts[category]++ == 0)
            seen[seenCount++] = category;
    }

    public void EndCluster()
    {
        if (openRatings == 0)
            return;
        foreach (var category in seen.AsSpan(0, seenCount))
        {
            squares[category] += (long)openCounts[category] * openCounts[category];
            products[category] += openCounts[category] * openRatings;
            openCounts[category] = 0;
        }

        squaredSizes += openRatings * openRatings;
        closedClusters++;
        openRatings = 0;
        seenCount = 0;
    }

    /// <summary>
    /// The share p of the ratings that are of the category, with Wilson's interval at the effective sample size: the
    /// number n of ratings over the design effect, which is the cluster-robust variance of p over p(1-p)/(n-1), the
    /// variance that independent ratings would have. With the n - 1 one rating in each run makes the design effect 1.
    /// The effective size is never above n. Where p is 0 or 1 there is no variance to learn from, and it is the number
    /// of clusters. N is the ratings.
    /// </summary>
    /// <remarks>
    /// Source: Korn and Graubard 1998, Confidence intervals for proportions with small expected number of positive
    /// counts estimated from survey data, Survey Methodology 24; with Wilson's interval Franco, Little, Louis and Slud
    /// 2019, Comparative study of confidence intervals for proportions in complex sample surveys, Journal of Survey
    /// Statistics and Methodology 7. Theirs may also widen it for few clusters; this does not.
    /// </remarks>
    public Estimate Share(int category, double confidence)
    {
        var ofRuns = Clusters < N;
        var method = "Share; Wilson score interval" + (ofRuns ? " at the effective sample size" : "");
        var count = counts[category];
        if (N == 0)
            return Estimate.Undefined(0, method, "There are no ratings.");
        var share = (double)count / N;
        var none = count == 0 || count == N;
        if (ofRuns && !none && Clusters == 1)
            return Estimate.Point(share, N, method, ClusteredMean.SingleRun);
        var size = none ? Clusters : Math.Min(N, N / DesignEffect(category));
        var (low, high) = WilsonInterval.Around(share, size, confidence);
        return Estimate.Within(share, low, high, N, method);
    }

    private double DesignEffect(int category)
    {
        Int128 n = N, count = counts[category], inOpen = openCounts[category], clusters = Clusters;
        Int128 square = squares[category] + (inOpen * inOpen);
        Int128 product = products[category] + (inOpen * openRatings);
        Int128 sizes = squaredSizes + (openRatings * openRatings);
        // n² Σ (count in r - size of r × p)², exact: in floating point its terms would cancel.
        var residuals = (n * n * square) - (2 * n * count * product) + (count * count * sizes);
        // In this order both fractions are exactly 1 where each run has one rating.
        return (double)residuals / (double)(n * count * (n - count))
            * ((double)(clusters * (n - 1)) / (double)((clusters - 1) * n));
    }
}
