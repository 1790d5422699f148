using RunEvaluations.Domain.Statistics.Intervals;

namespace RunEvaluations.Domain.Statistics.Calibration;

/// <summary>
/// Precision, recall and F1 as means over categories, each category counting the same however rare. The mean is over
/// the categories that occur, as gold or as predicted; where one's precision or recall is not defined, because it
/// occurs on the other side alone, it counts as 0, as scikit-learn counts it: none of its targets is a hit. N counts
/// the targets.
/// </summary>
/// <remarks>
/// The intervals take the n targets as one multinomial sample and the figure as a smooth function of its shares p_ij
/// with the derivatives g_ij: ± z √(Σ p_ij g_ij² / n), cut to [0, 1] (the delta method; Σ p_ij g_ij is 0, as none of
/// the figures changes with n). For F1: Takahashi, K., Yamamoto, K., Kuchiba, A. and Koyama, T. (2022). Confidence
/// interval for micro-averaged F1 and macro-averaged F1 scores. Applied Intelligence 52, 4961-4972. Their macro F1 is
/// the mean of the F1 too, not the F1 of the means. Where every category is all hits or all misses the method finds no
/// spread: no interval.
/// </remarks>
public static class MacroAverages
{
    /// <summary>The mean precision, from 0 to 1. Σ p_ij g_ij²/n is Σ P_k(1 - P_k)/p_k over K².</summary>
    public static Estimate MacroPrecision(this ConfusionMatrix matrix, double confidence) =>
        MeanShare(matrix, matrix.Predicted, confidence, "Macro precision; delta-method interval");

    /// <summary>The mean recall, from 0 to 1; also known as balanced accuracy where all categories are gold.</summary>
    public static Estimate MacroRecall(this ConfusionMatrix matrix, double confidence) =>
        MeanShare(matrix, matrix.Gold, confidence, "Macro recall; delta-method interval");

    /// <summary>
    /// The mean F1, from 0 to 1. With F_k = 2h_k/d_k, d_k = g_k + p_k, the derivatives are 2(1 - F_i)/d_i where i = j
    /// and -(F_i/d_i + F_j/d_j) elsewhere, over K.
    /// </summary>
    public static Estimate MacroF1(this ConfusionMatrix matrix, double confidence)
    {
        var sizes = new double[matrix.Categories];
        var scores = new double[matrix.Categories];
        for (var k = 0; k < matrix.Categories; k++)
        {
            sizes[k] = Math.Max(1, matrix.Gold(k) + matrix.Predicted(k));
            scores[k] = 2 * matrix[k, k] / sizes[k];
        }

        var squares = 0.0;
        for (var i = 0; i < matrix.Categories; i++)
        {
            for (var j = 0; j < matrix.Categories; j++)
            {
                var slope = i == j ? 2 * (1 - scores[i]) / sizes[i] : scores[i] / sizes[i] + scores[j] / sizes[j];
                squares += matrix[i, j] * slope * slope;
            }
        }

        return Mean(matrix, scores, squares, confidence, "Macro F1; delta-method interval");
    }

    /// <summary>The derivatives of h_k/m_k are (1 - h_k/m_k)/m_k of a hit and -(h_k/m_k)/m_k of a miss.</summary>
    private static Estimate MeanShare(
        ConfusionMatrix matrix,
        Func<int, long> margin,
        double confidence,
        string method)
    {
        var scores = new double[matrix.Categories];
        var squares = 0.0;
        for (var k = 0; k < matrix.Categories; k++)
        {
            double size = Math.Max(1, margin(k));
            scores[k] = matrix[k, k] / size;
            squares += scores[k] * (1 - scores[k]) / size;
        }

        return Mean(matrix, scores, squares, confidence, method);
    }

    private static Estimate Mean(
        ConfusionMatrix matrix,
        double[] scores,
        double squares,
        double confidence,
        string method)
    {
        var occurring = Enumerable.Range(0, scores.Length).Count(k => matrix.Gold(k) + matrix.Predicted(k) > 0);
        if (occurring == 0)
            return Estimate.Undefined(0, method, "There are no targets.");

        // A category that does not occur has the score 0 and no part in the sum.
        var mean = Math.Min(1, scores.Sum() / occurring);
        if (squares == 0)
        {
            const string noSpread = "Every category is all hits or all misses: there is no spread to judge by.";
            return Estimate.Point(mean, matrix.N, method, noSpread);
        }

        var reach = Quantile.Normal(confidence) * Math.Sqrt(squares) / occurring;
        return Estimate.Within(mean, mean - reach, mean + reach, matrix.N, method).Inside(0, 1);
    }
}
