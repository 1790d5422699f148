using RunEvaluations.Domain.Statistics.Intervals;

namespace RunEvaluations.Domain.Statistics.Calibration;

/// <summary>
/// How often an evaluator put a target of one category (gold) into another (predicted), and the figures per category.
/// Those over all categories are <see cref="MacroAverages"/>.
/// </summary>
/// <remarks>
/// Precision, recall and F1: van Rijsbergen, C. J. (1979). Information Retrieval, 2nd ed., chapter 7. Intervals of
/// shares: Wilson (1927), see <see cref="WilsonInterval"/>.
/// </remarks>
public sealed class ConfusionMatrix
{
    private readonly long[] cells;
    private readonly long[] goldCounts;
    private readonly long[] predictedCounts;

    /// <param name="categories">How many categories the label has, at least 1.</param>
    public ConfusionMatrix(int categories)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(categories, 1);
        Categories = categories;
        cells = new long[categories * categories];
        goldCounts = new long[categories];
        predictedCounts = new long[categories];
    }

    public int Categories { get; }

    /// <summary>How many targets were added.</summary>
    public long N { get; private set; }

    /// <summary>How many targets of one category were put into another.</summary>
    public long this[int gold, int predicted] => cells[Cell(gold, predicted)];

    /// <summary>Adds targets of one category that were put into another.</summary>
    /// <param name="gold">The category they have, from 0.</param>
    /// <param name="predicted">The category the evaluator put them into, from 0.</param>
    /// <param name="count">How many.</param>
    public void Add(int gold, int predicted, long count = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        cells[Cell(gold, predicted)] += count;
        goldCounts[gold] += count;
        predictedCounts[predicted] += count;
        N += count;
    }

    /// <summary>How many targets have a category.</summary>
    public long Gold(int category) => goldCounts[Checked(category)];

    /// <summary>How many targets were put into a category.</summary>
    public long Predicted(int category) => predictedCounts[Checked(category)];

    /// <summary>The share of targets that were put into the category they have; N counts the targets.</summary>
    public Estimate Accuracy(double confidence)
    {
        var hits = Enumerable.Range(0, Categories).Sum(k => this[k, k]);
        return Share(hits, N, confidence, "Accuracy; Wilson score interval", "There are no targets.");
    }

    /// <summary>
    /// Of the targets that were put into a category, the share that have it; N counts those targets. Undefined for a
    /// category that was never predicted.
    /// </summary>
    public Estimate Precision(int category, double confidence) => Share(
        this[category, category],
        Predicted(category),
        confidence,
        "Precision; Wilson score interval",
        "The category was never predicted.");

    /// <summary>
    /// Of the targets that have a category, the share that were put into it; N counts those targets. Undefined for a
    /// category that no target has.
    /// </summary>
    public Estimate Recall(int category, double confidence) => Share(
        this[category, category],
        Gold(category),
        confidence,
        "Recall; Wilson score interval",
        "No target has the category.");

    /// <summary>
    /// The harmonic mean of precision and recall, 2h/(g + p) for h hits, g targets that have the category and p that
    /// were put into it. Undefined for a category that occurs on neither side; N counts the targets of either.
    /// </summary>
    /// <remarks>
    /// The interval: of the u = g + p - h targets of either side, those of both are binomial with probability J, and F1
    /// = 2J/(1 + J) rises with J (Jaccard's index h/u). So Wilson's interval of J, given u, becomes one of F1.
    /// </remarks>
    public Estimate F1(int category, double confidence)
    {
        var hits = this[category, category];
        var either = Gold(category) + Predicted(category) - hits;
        const string method = "F1; Wilson score interval of Jaccard's index, transformed";
        var index = Share(hits, either, confidence, method, "The category occurs on neither side.");
        return index with
        {
            Value = FromJaccard(index.Value),
            Low = FromJaccard(index.Low),
            High = FromJaccard(index.High),
        };
    }

    private static double? FromJaccard(double? index) => 2 * index / (1 + index);

    private static Estimate Share(long hits, long n, double confidence, string method, string undefined) => n == 0
        ? Estimate.Undefined(0, method, undefined)
        : WilsonInterval.Share(hits, n, method, confidence);

    private int Cell(int gold, int predicted) => Checked(gold) * Categories + Checked(predicted);

    private int Checked(int category) => category >= 0 && category < Categories
        ? category
        : throw new ArgumentOutOfRangeException(nameof(category), category, "is not a category of the label");
}
