namespace RunEvaluations.Domain.Statistics.Agreement;

/// <summary>
/// How well two raters agree on the categories of the targets that both have rated. Each N is these targets.
/// </summary>
/// <param name="RaterA">The index of one rater, below that of the other.</param>
/// <param name="RaterB">The index of the other.</param>
/// <param name="N">How many targets both have rated.</param>
/// <param name="ObservedAgreement">
/// The share of these to which they gave the same category, with Wilson's interval.
/// </param>
/// <param name="Kappa">
/// (observed - expected agreement) / (1 - expected), where expected is the agreement of two who give their categories
/// as often, but independently: 1 is perfect, 0 as by chance, below 0 less than by chance. Not defined where both
/// always gave one and the same category. Cohen 1960, A coefficient of agreement for nominal scales, Educational and
/// Psychological Measurement 20.
/// </param>
/// <param name="LinearKappa">
/// The same with disagreements that weigh as much as the categories are steps apart; as are both weighted forms, for
/// ordered categories. Cohen 1968, Weighted kappa, Psychological Bulletin 70.
/// </param>
/// <param name="QuadraticKappa">The same with the square of the steps.</param>
public sealed record PairAgreement(
    int RaterA,
    int RaterB,
    long N,
    Estimate ObservedAgreement,
    Estimate Kappa,
    Estimate LinearKappa,
    Estimate QuadraticKappa);
