namespace RunEvaluations.Domain.Statistics.Comparison;

/// <summary>A test of whether a candidate differs from a baseline.</summary>
public enum ComparisonTest
{
    /// <summary>Pairs: whether the mean difference is 0.</summary>
    PairedT,

    /// <summary>Independent runs: whether the means are the same, with variances that may differ.</summary>
    WelchT,

    /// <summary>Pairs: whether the differences lie symmetrically around 0, by their ranks.</summary>
    WilcoxonSignedRank,

    /// <summary>Independent runs: whether one side tends to have the higher values, by their ranks.</summary>
    MannWhitney,

    /// <summary>Pairs of yes and no: whether changes in both directions are equally frequent.</summary>
    Mcnemar,

    /// <summary>Independent runs of yes and no: whether the shares of yes are the same.</summary>
    TwoProportions,
}
