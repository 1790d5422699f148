using RunEvaluations.Domain.Statistics.Description;
using RunEvaluations.Domain.Statistics.Intervals;
using RunEvaluations.Domain.Statistics.Resampling;

namespace RunEvaluations.Domain.Statistics.Agreement;

/// <summary>How often two raters gave each pair of categories, of which only those that occur are kept.</summary>
internal sealed class PairTable(int raterA, int raterB, int categories)
{
    private const string Same = "Both always give one and the same category, so that agreement by chance is certain.";

    private readonly List<(int A, int B)> cells = [];
    private readonly List<long> counts = [];
    private readonly double[] marginA = new double[categories];
    private readonly double[] marginB = new double[categories];

    /// <summary>The cells are to come in one order always, so that the intervals are the same always.</summary>
    public void Add(int categoryA, int categoryB, long count)
    {
        cells.Add((categoryA, categoryB));
        counts.Add(count);
    }

    public PairAgreement Agreement(double confidence, BootstrapSettings bootstrap)
    {
        var table = counts.ToArray();
        var n = table.Sum();
        var figures = Kappas(table);
        var (nominal, linear, quadratic) = Resampled(table, bootstrap);
        return new PairAgreement(
            raterA,
            raterB,
            n,
            Observed(n, confidence),
            Kappa("Cohen's kappa", figures.Nominal, nominal),
            Kappa("Cohen's weighted kappa, linear weights", figures.Linear, linear),
            Kappa("Cohen's weighted kappa, quadratic weights", figures.Quadratic, quadratic));

        Estimate Kappa(string name, double kappa, double[] resampled)
        {
            var method = name + "; percentile bootstrap over targets";
            return double.IsNaN(kappa)
                ? Estimate.Undefined(n, method, Same)
                : PercentileInterval.Around(kappa, n, method, confidence, resampled);
        }
    }

    private Estimate Observed(long n, double confidence)
    {
        var same = cells.Zip(counts).Where(cell => cell.First.A == cell.First.B).Sum(cell => cell.Second);
        return WilsonInterval.Share(same, n, "Observed agreement; Wilson score interval", confidence);
    }

    private (double[] Nominal, double[] Linear, double[] Quadratic) Resampled(long[] table, BootstrapSettings bootstrap)
    {
        var random = new Xoshiro256(bootstrap.Seed);
        var (nominal, linear, quadratic) =
            (new double[bootstrap.Resamples], new double[bootstrap.Resamples], new double[bootstrap.Resamples]);
        var drawn = new long[table.Length];
        for (var i = 0; i < bootstrap.Resamples; i++)
        {
            MultinomialDraw.Next(random, table, drawn);
            (nominal[i], linear[i], quadratic[i]) = Kappas(drawn);
        }

        return (nominal, linear, quadratic);
    }

    /// <summary>
    /// 1 - observed / expected disagreement, which is the same as Cohen's formula: sums of positive terms alone, so
    /// that perfect agreement is 1 exactly. NaN where no disagreement is expected.
    /// </summary>
    private (double Nominal, double Linear, double Quadratic) Kappas(ReadOnlySpan<long> table)
    {
        Array.Clear(marginA);
        Array.Clear(marginB);
        double n = 0, unequal = 0, steps = 0, squares = 0;
        for (var i = 0; i < table.Length; i++)
        {
            var (a, b) = cells[i];
            double count = table[i];
            double distance = Math.Abs(a - b);
            n += count;
            marginA[a] += count;
            marginB[b] += count;
            unequal += distance > 0 ? count : 0;
            steps += count * distance;
            squares += count * distance * distance;
        }

        var expected = Expected(n);
        return expected.Nominal == 0
            ? (double.NaN, double.NaN, double.NaN)
            : (1 - (n * unequal / expected.Nominal), 1 - (n * steps / expected.Linear),
                1 - (n * squares / expected.Quadratic));
    }

    /// <summary>
    /// n times the disagreement that the margins a and b let expect: Σ a_i b_j times the weight of i and j.
    /// </summary>
    private (double Nominal, double Linear, double Quadratic) Expected(double n)
    {
        double nominal = 0, linear = 0, upToA = 0, upToB = 0;
        var (momentsA, momentsB) = (default(RunningMoments), default(RunningMoments));
        for (var i = 0; i < categories; i++)
        {
            nominal += marginA[i] * (n - marginB[i]);
            // |i - j| is how many of the boundaries between categories lie between i and j.
            upToA += marginA[i];
            upToB += marginB[i];
            linear += (upToA * (n - upToB)) + (upToB * (n - upToA));
            momentsA.Add(i, marginA[i], 0);
            momentsB.Add(i, marginB[i], 0);
        }

        var shift = momentsA.Mean - momentsB.Mean;
        return (nominal, linear, n * (momentsA.SquaredDeviations + momentsB.SquaredDeviations + (n * shift * shift)));
    }
}
