using MediatR;
using Microsoft.AspNetCore.Mvc;
using RunEvaluations.Api.Errors;
using RunEvaluations.Api.OpenApi;
using RunEvaluations.Api.Security;
using RunEvaluations.Api.Tables;
using RunEvaluations.Application.Statistics.Agreement;
using RunEvaluations.Application.Statistics.Calibration;
using RunEvaluations.Application.Statistics.Distributions;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Statistics;

/// <summary>What evaluations say: how they are distributed, and whether they can be believed.</summary>
[ApiController]
[NeedsScope(Scope.EvaluationsRead)]
[Tags("Statistics")]
public sealed class StatisticsController(IMediator mediator) : ControllerBase
{
    /// <summary>Describe evaluations</summary>
    /// <remarks>
    /// For each label and group how many there are; of scores mean, spread, quantiles and histogram; of categories counts
    /// and shares. Each mean and share has a confidence interval, which takes ratings of the same run for related.
    /// </remarks>
    [HttpPost("v1/statistics", Name = "describe_evaluations")]
    [ProducesResponseType<StatisticsResponse>(StatusCodes.Status200OK, "application/json", CsvWriter.Type)]
    [Refuses(404, 422)]
    public async Task<IActionResult> Describe(StatisticsRequest body, CancellationToken cancellationToken)
    {
        var settings = body.ToSettings();
        var request = new GetDistributions(HttpContext.GetCaller(), body.ToSelection(), settings);
        var result = await mediator.Send(request, cancellationToken);
        return result.ToActionResult(found =>
            new FigureResult<StatisticsResponse>(found.ToResponse(settings.Confidence), FigureRows.Rows));
    }

    /// <summary>Measure agreement</summary>
    /// <remarks>
    /// How far raters, people and evaluators, agree who have judged the same targets against a label: observed agreement,
    /// Fleiss' kappa, Krippendorff's alpha, Cohen's kappa of each pair, the bias of each rater, and the targets with the
    /// most disagreement. Intervals are bootstrapped from the seed.
    /// </remarks>
    [HttpPost("v1/agreement", Name = "measure_agreement")]
    [ProducesResponseType<AgreementResponse>(StatusCodes.Status200OK, "application/json", CsvWriter.Type)]
    [Refuses(404, 422)]
    public async Task<IActionResult> Agree(AgreementRequest body, CancellationToken cancellationToken)
    {
        var request = new GetAgreement(
            HttpContext.GetCaller(), body.EvaluationLabelId, body.ToSelection(), body.ToSettings());
        var result = await mediator.Send(request, cancellationToken);
        return result.ToActionResult(found => new FigureResult<AgreementResponse>(found.ToResponse(), FigureRows.Rows));
    }

    /// <summary>Calibrate an evaluator</summary>
    /// <remarks>
    /// What an evaluator's judgments are worth beside those of gold raters on the same targets: accuracy, precision, recall
    /// and F1 of categories, correlations and errors of scores and ordered categories, and how they change over time.
    /// </remarks>
    [HttpPost("v1/calibration", Name = "calibrate_evaluator")]
    [ProducesResponseType<CalibrationResponse>(StatusCodes.Status200OK, "application/json", CsvWriter.Type)]
    [Refuses(404, 422)]
    public async Task<IActionResult> Calibrate(CalibrationRequest body, CancellationToken cancellationToken)
    {
        var gold = new GoldRaters(body.Gold.Authors, body.Gold.EvaluatorIds);
        var request = new GetCalibration(
            HttpContext.GetCaller(), body.EvaluationLabelId, body.EvaluatorId, gold, body.ToSelection())
        {
            Drift = body.Drift,
        };
        request = request with { Confidence = body.Confidence ?? request.Confidence };
        var result = await mediator.Send(request, cancellationToken);
        return result.ToActionResult(found =>
            new FigureResult<CalibrationResponse>(found.ToResponse(request.Confidence), FigureRows.Rows));
    }
}
