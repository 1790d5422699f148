using FluentValidation;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Evaluations;

namespace RunEvaluations.Application.Evaluations;

/// <summary>Rules of shape that several slices of this folder share.</summary>
internal static class EvaluationRules
{
    /// <summary>Instances' clocks differ a little, and a time that one has just answered with is good for another.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    public static IRuleBuilderOptions<T, string?> IsReason<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(reason => reason is null || !string.IsNullOrWhiteSpace(reason)).WithMessage("must not be blank")
            .AtMost(EvaluationEntry.MaxReasonLength);

    public static IRuleBuilderOptions<T, DateTimeOffset?> HasPassed<T>(
        this IRuleBuilder<T, DateTimeOffset?> rule, TimeProvider time) =>
        rule.Must(moment => moment is null || moment <= time.GetUtcNow() + ClockSkew)
            .WithMessage("must not lie in the future");
}
