using RunEvaluations.Application.Statistics;
using RunEvaluations.Domain.Statistics;

namespace RunEvaluations.Api.Statistics;

/// <summary>Figures as they are answered.</summary>
internal static class Figures
{
    public static FigureResponse ToResponse(this Figure figure) => Of(figure.Estimate, figure.Rows);

    public static FigureResponse? OrNull(Figure? figure) => figure?.ToResponse();

    /// <param name="estimate">The figure.</param>
    /// <param name="rows">What it was computed from.</param>
    /// <param name="baseline">Of a difference: the other side.</param>
    public static FigureResponse Of(Estimate estimate, EvaluationSearch rows, EvaluationSearch? baseline = null) => new()
    {
        Value = estimate.Value,
        Low = estimate.Low,
        High = estimate.High,
        N = estimate.N,
        Method = estimate.Method,
        Note = estimate.Note,
        Evaluations = rows.Link(),
        BaselineEvaluations = baseline?.Link(),
    };
}
