using MediatR;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Results;

namespace RunEvaluations.Api.Telemetry;

/// <summary>Counts each write of an evaluation by its label and what came of it, around everything that may refuse it.</summary>
internal sealed class EvaluationCount<TRequest, TResponse>(ServiceMeter meter) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>, ICountedWrite
    where TResponse : IResult<TResponse>
{
    public async Task<TResponse> Handle(
        TRequest request,
        CancellationToken cancellationToken,
        RequestHandlerDelegate<TResponse> next)
    {
        var response = await next();
        if (response.Error is { } error)
            meter.CountEvaluation("refused", LabelOf(error), error.Code);
        else if (response is Result<EvaluationView> { Value.EvaluationLabelId: var label } result)
            meter.CountEvaluation(result.Replayed ? "replayed" : TRequest.Outcome, label, null);
        return response;
    }

    /// <summary>An error names a label only where the account has it.</summary>
    private static Guid? LabelOf(Error error) =>
        error.Facts.TryGetValue("evaluation_label_id", out var label) ? label as Guid? : null;
}
