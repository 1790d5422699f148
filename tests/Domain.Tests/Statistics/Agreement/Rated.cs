using FsCheck;
using FsCheck.Fluent;
using RunEvaluations.Domain.Statistics.Agreement;
using RunEvaluations.Domain.Statistics.Resampling;

namespace RunEvaluations.Domain.Tests.Statistics.Agreement;

/// <summary>Targets as rows with a value for each rater, NaN where one has not rated.</summary>
internal static class Rated
{
    public const double None = double.NaN;
    public const int Categories = 4;

    public static readonly BootstrapSettings Bootstrap = new(Seed: 2_024, Resamples: 60);

    public static readonly AgreementMetric[] Metrics = Enum.GetValues<AgreementMetric>();

    /// <summary>Up to twelve targets and five raters; few targets, one rater and one category are among them.</summary>
    public static readonly Gen<double[][]> Rows =
        from raters in Gen.Choose(1, 5)
        from categories in Gen.Choose(1, Categories)
        from targets in Gen.Choose(0, 12)
        from rows in Gen.Choose(-1, categories - 1).Select(c => c < 0 ? None : c).ArrayOf(raters).ArrayOf(targets)
        select rows;

    /// <summary>
    /// Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, part D: four observers, twelve units.
    /// </summary>
    public static readonly double[][] Krippendorff =
    [
        [1, 1, None, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4],
        [4, 4, 4, 4], [1, 1, 2, 1], [2, 2, 2, 2], [None, 5, 5, 5], [None, None, 1, 1], [None, 3, None, None],
    ];

    public static Rating[] Ratings(double[] row) =>
    [
        .. row.Select((value, rater) => new Rating(rater, value)).Where(rating => !double.IsNaN(rating.Value)),
    ];

    public static CategoryAgreement AsCategories(
        IEnumerable<double[]> rows,
        int categories = Categories,
        double[]? scale = null)
    {
        var agreement = new CategoryAgreement(categories, scale);
        foreach (var row in rows)
            agreement.Add(Ratings(row));
        return agreement;
    }

    public static ScoreAgreement AsScores(IEnumerable<double[]> rows)
    {
        var agreement = new ScoreAgreement();
        foreach (var row in rows)
            agreement.Add(Ratings(row));
        return agreement;
    }

    /// <summary>The values of the targets that have two or more.</summary>
    public static double[][] Comparable(double[][] rows) =>
        [.. rows.Select(row => row.Where(value => !double.IsNaN(value)).ToArray()).Where(values => values.Length > 1)];

    /// <summary>The same rows in another order, and the raters of each in another.</summary>
    public static IEnumerable<Rating[]> Shuffled(double[][] rows, int seed)
    {
        var random = new Random(seed);
        var targets = rows.Select(Ratings).ToArray();
        random.Shuffle(targets);
        foreach (var target in targets)
            random.Shuffle(target);
        return targets;
    }
}
