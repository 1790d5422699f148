namespace RunEvaluations.Domain.Statistics.Agreement;

/// <summary>How far two ratings are apart (Krippendorff 2011, Computing Krippendorff's Alpha-Reliability).</summary>
public enum AgreementMetric
{
    /// <summary>0 where they are the same, otherwise 1.</summary>
    Nominal,

    /// <summary>The number of ratings that rank between them, half of their own categories included; squared.</summary>
    Ordinal,

    /// <summary>Their difference, squared.</summary>
    Interval,

    /// <summary>Their difference over their sum, squared; 0 where both are 0.</summary>
    Ratio,
}
