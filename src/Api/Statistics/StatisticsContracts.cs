using System.Text.Json.Serialization;
using RunEvaluations.Application.Statistics.Distributions;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Statistics;

namespace RunEvaluations.Api.Statistics;

/// <summary>What is to be described.</summary>
public sealed record StatisticsRequest : LabelledEvaluationsRequest
{
    /// <summary>What to group by, besides the label; of hour, day and week one at most.</summary>
    public IReadOnlyList<Grouping>? GroupBy { get; init; }

    /// <summary>Which quantiles of scores, each from 0 to 1; 0.05, 0.25, 0.5, 0.75 and 0.95 where absent. At most 100.</summary>
    public IReadOnlyList<double>? Quantiles { get; init; }

    /// <summary>How many bins the histogram of scores has, 1 to 1,000; 20 where absent.</summary>
    public int? Bins { get; init; }

    /// <summary>The confidence of the intervals, 0.5 to 0.9999; 0.95 where absent.</summary>
    public double? Confidence { get; init; }

    internal DistributionSettings ToSettings()
    {
        var usual = new DistributionSettings();
        return usual with
        {
            GroupBy = GroupBy,
            Quantiles = Quantiles ?? usual.Quantiles,
            Bins = Bins ?? usual.Bins,
            Confidence = Confidence ?? usual.Confidence,
        };
    }
}

/// <summary>A figure, how sure it is, and what it was computed from.</summary>
public sealed record FigureResponse
{
    /// <summary>The figure; null where it is not defined, and note says why.</summary>
    public required double? Value { get; init; }

    /// <summary>The lower end of the confidence interval; null where there is none.</summary>
    public required double? Low { get; init; }

    /// <summary>The upper end of the confidence interval; null where there is none.</summary>
    public required double? High { get; init; }

    /// <summary>How many observations it was computed from.</summary>
    public required long N { get; init; }

    /// <summary>What was computed, and how its interval.</summary>
    public required string Method { get; init; }

    /// <summary>Why there is no value or no interval; absent where both are there.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Note { get; init; }

    /// <summary>Where the evaluations are listed that it was computed from.</summary>
    public required string Evaluations { get; init; }

    /// <summary>Of a difference: where those of the baseline are listed; absent from every other figure.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? BaselineEvaluations { get; init; }
}

/// <summary>Descriptions of what was selected.</summary>
public sealed record StatisticsResponse
{
    /// <summary>The moment that the figures are of.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>The confidence of the intervals.</summary>
    public required double Confidence { get; init; }

    /// <summary>How many evaluations were counted: of each rater the latest for a target.</summary>
    public required long Counted { get; init; }

    /// <summary>How many were set aside, since their rater has given a later value for the same target.</summary>
    public required long SetAside { get; init; }

    /// <summary>Why there is nothing; null where there is something.</summary>
    public required string? Note { get; init; }

    /// <summary>One for each label and group that has evaluations.</summary>
    public required IReadOnlyList<DistributionResponse> Distributions { get; init; }
}

/// <summary>The evaluations against a label, or a group of them.</summary>
public sealed record DistributionResponse
{
    public required Guid EvaluationLabelId { get; init; }
    public required string EvaluationLabelName { get; init; }
    public required EvaluationValueType ValueType { get; init; }

    /// <summary>A member for each thing that was grouped by, null where these evaluations have none; else it is empty.</summary>
    public required GroupResponse Group { get; init; }

    /// <summary>How many evaluations.</summary>
    public required long N { get; init; }

    /// <summary>Of how many runs.</summary>
    public required long Runs { get; init; }

    /// <summary>Of scores, of the steps of an ordinal label, and of a binary label's 0 and 1; null for a categorical one.</summary>
    public required FigureResponse? Mean { get; init; }

    /// <summary>Of scores and steps, with n - 1; null where there are fewer than two.</summary>
    public required double? StandardDeviation { get; init; }

    public required double? Min { get; init; }
    public required double? Max { get; init; }

    /// <summary>Of scores; null for everything else.</summary>
    public required IReadOnlyList<QuantileResponse>? Quantiles { get; init; }

    /// <summary>Of scores, between the bounds of the label; null for everything else.</summary>
    public required IReadOnlyList<BinResponse>? Histogram { get; init; }

    /// <summary>Of everything but scores; null for those.</summary>
    public required IReadOnlyList<CategoryResponse>? Categories { get; init; }

    /// <summary>Where these evaluations are listed.</summary>
    public required string Evaluations { get; init; }
}

/// <summary>What a group is made by. Only what was asked for is there, besides an author or an evaluator that is null.</summary>
public sealed record GroupResponse
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Author { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Guid? EvaluatorId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Guid? ExperimentId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? OutputName { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? FieldPath { get; init; }

    /// <summary>When the hour, the day or the week begins.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? From { get; init; }

    /// <summary>When it ends.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? Before { get; init; }
}

/// <summary>A value that a share of all values does not exceed.</summary>
/// <param name="Probability">The share.</param>
/// <param name="Value">The value, interpolated between neighbours (type 7 of Hyndman and Fan).</param>
public sealed record QuantileResponse(double Probability, double? Value);

/// <summary>How many values lie from one edge up to the other, which belongs to the next bin; to the last bin its own.</summary>
public sealed record BinResponse(double From, double To, long Count, string Evaluations);

/// <summary>A category, or no and yes.</summary>
/// <param name="Value">Its index.</param>
/// <param name="Name">Its name.</param>
/// <param name="Count">How many evaluations have it.</param>
/// <param name="Share">Of all of the group.</param>
/// <param name="Evaluations">Where those are listed that have it.</param>
public sealed record CategoryResponse(int Value, string Name, long Count, FigureResponse Share, string Evaluations);
