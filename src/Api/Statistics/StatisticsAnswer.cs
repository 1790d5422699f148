using RunEvaluations.Application.Labels;
using RunEvaluations.Application.Statistics.Distributions;

namespace RunEvaluations.Api.Statistics;

internal static class StatisticsAnswer
{
    public static StatisticsResponse ToResponse(this DistributionsView view, double confidence) => new()
    {
        AsOf = view.Basis.AsOf,
        Confidence = confidence,
        Counted = view.Basis.Counted,
        SetAside = view.Basis.SetAside,
        Note = view.Basis.Note,
        Distributions = [.. view.Labels.SelectMany(label => label.Groups.Select(group => Of(label.Label, group)))],
    };

    public static GroupResponse ToResponse(this GroupKey group) => new()
    {
        Author = group.Author,
        EvaluatorId = group.EvaluatorId,
        ExperimentId = group.ExperimentId,
        OutputName = group.OutputName,
        FieldPath = group.FieldPath,
        From = group.From,
        Before = group.Before,
    };

    private static DistributionResponse Of(LabelView label, DistributionView group) => new()
    {
        EvaluationLabelId = label.Id,
        EvaluationLabelName = label.Name,
        ValueType = label.ValueType,
        Group = group.Group.ToResponse(),
        N = group.N,
        Runs = group.Runs,
        Mean = Figures.OrNull(group.Mean),
        StandardDeviation = group.StandardDeviation,
        Min = group.Min,
        Max = group.Max,
        Quantiles = group.Quantiles?.Select(q => new QuantileResponse(q.Probability, q.Value)).ToList(),
        Histogram = group.Histogram?.Select(bin => new BinResponse(bin.Bin.From, bin.Bin.To, bin.Bin.Count, bin.Rows.Link())).ToList(),
        Categories = group.Categories?.Select(Of).ToList(),
        Evaluations = group.Rows.Link(),
    };

    private static CategoryResponse Of(CategoryView category) =>
        new(category.Value, category.Name, category.Count, category.Share.ToResponse(), category.Rows.Link());
}
