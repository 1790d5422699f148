using Microsoft.AspNetCore.Mvc;
using RunEvaluations.Api.Errors;
using RunEvaluations.Api.Preconditions;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Domain.Results;

namespace RunEvaluations.Api.Evaluations;

/// <summary>The answer to a batch: what became of each item, also where that is a part of an error body.</summary>
internal static class EvaluationBatchAnswer
{
    public static IActionResult Of(Result<EvaluationBatchView> result, string traceId)
    {
        if (result.Error is { } error && EvaluationBatchView.ItemsOf(error) is { } items)
        {
            var facts = new Dictionary<string, object?>(error.Facts) { [EvaluationBatchView.Results] = Results(items, traceId) };
            result = error with { Facts = facts };
        }

        return result.ToActionResult(made => new OkObjectResult(new EvaluationBatchResponse
        {
            Created = made.Items.Count(item => item.Error is null),
            Refused = made.Items.Count(item => item.Error is not null),
            Results = Results(made.Items, made.TraceId),
        }));
    }

    private static EvaluationBatchItemResponse[] Results(IEnumerable<EvaluationBatchItem> items, string traceId) =>
        [.. items.Select((item, index) => item.Error is { } error ? Refused(index, error, traceId) : Recorded(index, item))];

    private static EvaluationBatchItemResponse Recorded(int index, EvaluationBatchItem item) => new()
    {
        Index = index,
        Status = StatusCodes.Status201Created,
        Id = item.Id,
        Etag = EntityTags.Quoted(item.Tag!),
    };

    private static EvaluationBatchItemResponse Refused(int index, Error error, string traceId)
    {
        var status = ErrorStatus.Of(error.Kind);
        return new() { Index = index, Status = status, Error = ErrorWriter.Body(traceId, status, error) };
    }
}
