namespace RunEvaluations.Domain.Statistics.Gates;

/// <summary>What a condition is about.</summary>
public enum GateFigure
{
    /// <summary>The mean of the values; of a binary label the share of ones.</summary>
    Mean,

    /// <summary>The share of one category.</summary>
    Share,

    /// <summary>Krippendorff's alpha of all raters.</summary>
    KrippendorffAlpha,

    /// <summary>Fleiss' kappa of all raters.</summary>
    FleissKappa,

    /// <summary>The share of runs that have enough raters.</summary>
    Coverage,

    /// <summary>The difference from a baseline: it must not be for the worse.</summary>
    NoRegression,
}
