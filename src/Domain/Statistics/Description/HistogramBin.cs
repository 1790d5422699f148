namespace RunEvaluations.Domain.Statistics.Description;

/// <summary>How many values lie from From, inclusive, to To, which is exclusive but in the last bin.</summary>
public sealed record HistogramBin(double From, double To, long Count);
