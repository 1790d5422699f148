using System.Runtime.InteropServices;
using RunEvaluations.Application.Labels;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Statistics;
using RunEvaluations.Domain.Statistics.Description;

namespace RunEvaluations.Application.Statistics.Distributions;

/// <summary>The ratings of one group: of scores their values, of categories their counts.</summary>
internal sealed class Distribution
{
    private readonly LabelView label;
    private readonly ValueConstraint constraint;
    private readonly ClusteredMean? mean;
    private readonly ClusteredCategories? categories;
    private readonly Histogram? histogram;
    private readonly List<double>? values;

    public Distribution(LabelView label, int bins)
    {
        (this.label, constraint) = (label, label.ToConstraint());
        if (constraint.Type is EvaluationValueType.Continuous)
            (histogram, values) = (new Histogram(constraint.Lowest, constraint.Highest, bins), []);
        else
            categories = new ClusteredCategories((int)constraint.Highest + 1);

        // The mean of a binary label is the share of its ones, which has an interval of its own.
        if (constraint.Type is EvaluationValueType.Continuous or EvaluationValueType.Ordinal)
            mean = new ClusteredMean();
    }

    /// <summary>Whether a run has been begun and not ended.</summary>
    public bool HasOpenRun { get; private set; }

    public void Add(double value)
    {
        HasOpenRun = true;
        mean?.Add(value);
        categories?.Add((int)value);
        histogram?.Add(value);
        values?.Add(value);
    }

    public void EndRun()
    {
        HasOpenRun = false;
        mean?.EndCluster();
        categories?.EndCluster();
    }

    /// <summary>What is told of it.</summary>
    /// <param name="group">Which ratings these are.</param>
    /// <param name="rows">The search for them.</param>
    /// <param name="wanted">What was asked for.</param>
    public DistributionView Tell(GroupKey group, EvaluationSearch rows, DistributionSettings wanted) => new()
    {
        Group = group,
        N = mean?.N ?? categories!.N,
        Runs = mean?.Clusters ?? categories!.Clusters,
        Mean = Mean(wanted.Confidence) is { } estimate ? new Figure(estimate, rows) : null,
        StandardDeviation = mean?.StandardDeviation,
        Min = mean?.Min,
        Max = mean?.Max,
        Quantiles = Quantiles(wanted.Quantiles),
        Histogram = histogram?.Bins.Select((bin, i) => new BinView(bin, RowsOf(bin, i == wanted.Bins - 1, rows))).ToList(),
        Categories = categories is null
            ? null
            : [.. label.CategoryNames().Select((name, i) => Category(i, name, rows, wanted.Confidence))],
        Rows = rows,
    };

    private Estimate? Mean(double confidence) => label.ValueType switch
    {
        EvaluationValueType.Binary => categories!.Share(1, confidence),
        EvaluationValueType.Categorical => null,
        _ => mean!.Mean(confidence).Inside(constraint.Lowest, constraint.Highest),
    };

    private CategoryView Category(int value, string name, EvaluationSearch rows, double confidence) =>
        new(value, name, categories!.Count(value), new Figure(categories.Share(value, confidence), rows))
        {
            Rows = rows with { MinValue = value, MaxValue = value },
        };

    /// <summary>
    /// A bin is half open, and a search takes both ends: its greatest value is the one before the end. One that is narrower
    /// than the spacing of double has none: there is nothing beyond the label's bounds either.
    /// </summary>
    private EvaluationSearch RowsOf(HistogramBin bin, bool isLast, EvaluationSearch rows)
    {
        var greatest = isLast ? bin.To : Math.BitDecrement(bin.To);
        if (greatest >= bin.From)
            return rows with { MinValue = bin.From, MaxValue = greatest };
        var nowhere = constraint.Highest < double.MaxValue
            ? Math.BitIncrement(constraint.Highest)
            : Math.BitDecrement(constraint.Lowest);
        return rows with { MinValue = nowhere, MaxValue = nowhere };
    }

    private List<QuantileView>? Quantiles(IReadOnlyList<double> probabilities)
    {
        if (values is null)
            return null;
        values.Sort();
        var told = new List<QuantileView>();
        foreach (var probability in probabilities)
            told.Add(new(probability, Domain.Statistics.Description.Quantiles.Of(CollectionsMarshal.AsSpan(values), probability)));
        return told;
    }
}
