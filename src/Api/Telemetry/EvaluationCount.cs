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
        if (response is Result<EvaluationBatchView> batch && ItemsOf(batch) is { } items)
            Count(items, batch.Replayed);
        else if (response.Error is { } error)
            Count(error);
        else if (response is Result<EvaluationView> { Value.EvaluationLabelId: var label } result)
            Count(label, result.Replayed);
        return response;
    }

    private static IReadOnlyList<EvaluationBatchItem>? ItemsOf(Result<EvaluationBatchView> batch) =>
        batch.Error is { } error ? EvaluationBatchView.ItemsOf(error) : batch.Value.Items;

    private void Count(IReadOnlyList<EvaluationBatchItem> items, bool replayed)
    {
        foreach (var item in items)
        {
            if (item.EvaluationLabelId is { } label)
                Count(label, replayed);
            else if (!replayed)
                Count(item.Error!);
        }
    }

    private void Count(Guid label, bool replayed) =>
        meter.CountEvaluation(replayed ? "replayed" : TRequest.Outcome, label, null);

    private void Count(Error error) => meter.CountEvaluation("refused", LabelOf(error), error.Code);

    /// <summary>An error names a label only where the account has it.</summary>
    private static Guid? LabelOf(Error error) =>
        error.Facts.TryGetValue("evaluation_label_id", out var label) ? label as Guid? : null;
}
