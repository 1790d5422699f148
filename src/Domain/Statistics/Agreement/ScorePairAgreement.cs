namespace RunEvaluations.Domain.Statistics.Agreement;

/// <summary>
/// How well two raters agree on the scores of the targets that both have rated. Each N is these targets.
/// </summary>
/// <param name="RaterA">The index of one rater, below that of the other.</param>
/// <param name="RaterB">The index of the other.</param>
/// <param name="N">How many targets both have rated.</param>
/// <param name="MeanDifference">The mean of (A's score - B's), with the t interval.</param>
/// <param name="MeanAbsoluteDifference">The mean of the difference without its sign, with the t interval.</param>
/// <param name="Pearson">
/// The correlation, from -1 to 1: whether the scores lie on a line, whichever. With the interval of Fisher's
/// z = artanh r, whose standard error is 1/√(n - 3): Fisher 1921, On the probable error of a coefficient of
/// correlation, Metron 1. Not defined where one of the two always gives the same score.
/// </param>
/// <param name="ConcordanceCorrelation">
/// 2 s_ab / (s_a² + s_b² + (mean a - mean b)²), moments with n: whether the scores are the same, from -1 to 1, and
/// never further from 0 than the correlation. Lin 1989, A concordance correlation coefficient to evaluate
/// reproducibility, Biometrics 45, with the interval of his z-transform; its variance as corrected in Lin 2000,
/// Biometrics 56, 324.
/// </param>
public sealed record ScorePairAgreement(
    int RaterA,
    int RaterB,
    long N,
    Estimate MeanDifference,
    Estimate MeanAbsoluteDifference,
    Estimate Pearson,
    Estimate ConcordanceCorrelation);
