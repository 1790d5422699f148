using RunEvaluations.Application.Labels;
using RunEvaluations.Domain.Statistics.Description;

namespace RunEvaluations.Application.Statistics.Distributions;

public sealed record DistributionsView(Basis Basis, IReadOnlyList<LabelDistributionsView> Labels);

public sealed record LabelDistributionsView(LabelView Label, IReadOnlyList<DistributionView> Groups);

/// <summary>The ratings of a label in a group.</summary>
public sealed record DistributionView
{
    public required GroupKey Group { get; init; }
    public required long N { get; init; }
    public required long Runs { get; init; }

    /// <summary>Of a binary label the share of ones; null for a categorical one.</summary>
    public Figure? Mean { get; init; }

    public double? StandardDeviation { get; init; }
    public double? Min { get; init; }
    public double? Max { get; init; }

    /// <summary>Of scores alone, as is the histogram.</summary>
    public IReadOnlyList<QuantileView>? Quantiles { get; init; }

    public IReadOnlyList<BinView>? Histogram { get; init; }

    /// <summary>Of categories, and of no and yes.</summary>
    public IReadOnlyList<CategoryView>? Categories { get; init; }

    public required EvaluationSearch Rows { get; init; }
}

public sealed record QuantileView(double Probability, double? Value);

public sealed record BinView(HistogramBin Bin, EvaluationSearch Rows);

/// <param name="Value">Its index; 0 or 1 of a binary label.</param>
/// <param name="Name">Of the category; "no" or "yes".</param>
/// <param name="Count">How many ratings have it.</param>
/// <param name="Share">Of all ratings of the group.</param>
public sealed record CategoryView(int Value, string Name, long Count, Figure Share)
{
    /// <summary>Those that have it; the share was computed from all of the group.</summary>
    public required EvaluationSearch Rows { get; init; }
}
