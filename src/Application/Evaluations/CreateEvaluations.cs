using FluentValidation;
using MediatR;
using RunEvaluations.Application.Idempotency;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Runs;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Evaluations;

/// <summary>Records many judgments in one statement. Their author is the caller.</summary>
[NeedsScope(Scope.EvaluationsWrite)]
public sealed record CreateEvaluations
    : IRequest<Result<EvaluationBatchView>>, ICreatingRequest<EvaluationBatchView>, ICountedWrite
{
    public static string Outcome => "created";

    public required Caller Caller { get; init; }

    /// <summary>In the order in which they were sent; an error in place of one that could not be read.</summary>
    public required IReadOnlyList<Result<EvaluationContent>> Items { get; init; }

    /// <summary>Whether all are of one run, which the request is made to: where it is not there, that is the answer.</summary>
    public bool OfOneRun { get; init; }

    /// <summary>Whether one that is refused keeps the others from being recorded.</summary>
    public required bool AllOrNone { get; init; }

    /// <summary>Of the request: the errors in its answer name it, also when that is given again.</summary>
    public required string TraceId { get; init; }

    public IdempotencyKey? IdempotencyKey { get; init; }
}

internal sealed class CreateEvaluationsHandler(
    IEvaluationRepository evaluations, IEnumerable<IValidator<EvaluationContent>> rules, UuidVersion7 ids, TimeProvider time)
    : IRequestHandler<CreateEvaluations, Result<EvaluationBatchView>>
{
    public async Task<Result<EvaluationBatchView>> Handle(CreateEvaluations request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        Result<Evaluation>[] items = [.. request.Items.Select(item => Checked(item, request.Caller, now))];
        Evaluation[] sound = [.. items.Where(item => item.Error is null).Select(item => item.Value)];

        // Whoever corrects a batch is told of everything at once, also of what only the database knows.
        var recording = !request.AllOrNone ? Recording.EachThatMayBe
            : sound.Length == items.Length ? Recording.AllOrNone : Recording.None;
        var attempts = sound.Length == 0 ? [] : await evaluations.CreateMany(sound, recording, cancellationToken);

        if (request.OfOneRun && attempts.Any(attempt => attempt.Target is { Exists: false }))
            return RunErrors.NotFound;

        var next = 0;
        EvaluationBatchItem[] outcomes =
        [
            .. items.Select(item => EvaluationBatchItem.Of(item.Error is { } e ? e : Outcome(item.Value, attempts[next++]))),
        ];
        var refused = outcomes.Count(o => o.Error is not null && o.Error != EvaluationErrors.NotRecorded);
        return request.AllOrNone && refused > 0
            ? EvaluationBatchView.Refused(refused, outcomes)
            : new EvaluationBatchView(request.TraceId, outcomes);
    }

    private Result<Evaluation> Checked(Result<EvaluationContent> item, Caller author, DateTimeOffset now) =>
        (item.Error ?? rules.Refusal(item.Value)) is { } error
            ? error
            : item.Value.ToEvaluation(ids.Next(), author, now);

    private static Result<EvaluationView> Outcome(Evaluation evaluation, WriteAttempt attempt) =>
        attempt is { Written: null, Target: null } ? EvaluationErrors.NotRecorded : attempt.ToRecorded(evaluation);
}
