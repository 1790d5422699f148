using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Domain.Results;

namespace RunEvaluations.Application.Evaluations;

/// <summary>What became of each evaluation of a batch, in the order of the batch.</summary>
/// <param name="TraceId">Of the request in which it did.</param>
/// <param name="Items">Each of them.</param>
public sealed record EvaluationBatchView(string TraceId, IReadOnlyList<EvaluationBatchItem> Items)
{
    /// <summary>The name of the fact that holds the items of a batch of which none was recorded.</summary>
    public const string Results = "results";

    public static Error Refused(int refused, IReadOnlyList<EvaluationBatchItem> items) =>
        EvaluationErrors.BatchRefused(refused, items.Count) with
        {
            Facts = new Dictionary<string, object?> { ["created"] = 0, ["refused"] = refused, [Results] = items },
        };

    /// <summary>The items of a batch that was refused as a whole; null where the error is about something else.</summary>
    public static IReadOnlyList<EvaluationBatchItem>? ItemsOf(Error error) =>
        error.Facts.GetValueOrDefault(Results) as IReadOnlyList<EvaluationBatchItem>;
}

/// <summary>One of a batch: recorded under an id and a label, or refused.</summary>
public sealed record EvaluationBatchItem
{
    public Guid? Id { get; init; }
    public string? Tag { get; init; }
    public Guid? EvaluationLabelId { get; init; }
    public Error? Error { get; init; }

    internal static EvaluationBatchItem Of(Result<EvaluationView> outcome) => outcome.Error is { } error
        ? new() { Error = error }
        : new() { Id = outcome.Value.Id, Tag = outcome.Value.Tag, EvaluationLabelId = outcome.Value.EvaluationLabelId };
}
