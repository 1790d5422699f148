using FluentValidation;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Runs;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Runs;

/// <summary>What a caller says of a run, when registering it and when replacing it.</summary>
public sealed record RunContent
{
    public required RunStatus Status { get; init; }
    public Guid? ExperimentId { get; init; }
    public RunResult? Result { get; init; }
    public JsonObjectText? Metadata { get; init; }

    internal Run ToRun(Guid id, Caller caller, DateTimeOffset now) => new()
    {
        Id = id,
        CreatedBy = caller,
        Status = Status,
        ExperimentId = ExperimentId,
        Result = Result,
        Metadata = Metadata,
        CreatedAt = now,
    };
}

internal sealed class RunContentValidator : AbstractValidator<RunContent>
{
    public RunContentValidator()
    {
        RuleFor(c => c.Metadata).AtMostBytes(Run.MaxMetadataBytes);
        When(c => c.Result?.Usage is not null, () =>
        {
            RuleFor(c => c.Result!.Usage!.PromptTokens).Must(NotBeNegative).WithMessage(NegativeReason);
            RuleFor(c => c.Result!.Usage!.CachedTokens).Must(NotBeNegative).WithMessage(NegativeReason);
            RuleFor(c => c.Result!.Usage!.CompletionTokens).Must(NotBeNegative).WithMessage(NegativeReason);
            RuleFor(c => c.Result!.Usage!.TotalTokens).Must(NotBeNegative).WithMessage(NegativeReason);
            // A number too large for a double, such as 1e999, is read from JSON as infinity.
            RuleFor(c => c.Result!.Usage!.Cost)
                .Must(cost => cost is not < 0).WithMessage(NegativeReason)
                .Must(cost => cost is null || double.IsFinite(cost.Value)).WithMessage("must be a finite number");
        });
    }

    private const string NegativeReason = "must not be negative";

    private static bool NotBeNegative(long? count) => count is null or >= 0;
}
