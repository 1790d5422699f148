using FluentValidation;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Evaluations;

/// <summary>Which evaluations a list has: those that meet every condition. What is null is no condition.</summary>
public sealed record EvaluationFilter
{
    public Guid? EvaluationLabelId { get; init; }
    public string? CreatedBy { get; init; }
    public Guid? CreatedByEvaluatorId { get; init; }
    public string? OutputName { get; init; }
    public string? FieldPath { get; init; }

    /// <summary>Included, as is the greatest; with <see cref="AsOf"/> it is the value of then that counts.</summary>
    public double? MinValue { get; init; }

    public double? MaxValue { get; init; }

    /// <summary>Included, while the end is not.</summary>
    public DateTimeOffset? CreatedFrom { get; init; }

    public DateTimeOffset? CreatedBefore { get; init; }

    /// <summary>What there was at this moment, and as it was then.</summary>
    public DateTimeOffset? AsOf { get; init; }
}

/// <summary>A request for evaluations that meet conditions.</summary>
internal interface IFilteredRequest
{
    EvaluationFilter Filter { get; }
}

internal static class EvaluationFilterRules
{
    /// <summary>The conditions are parameters like the others: their names stand alone.</summary>
    public static void AddFilterRules<T>(this AbstractValidator<T> rules, TimeProvider time)
        where T : IFilteredRequest
    {
        rules.RuleFor(q => q.Filter.CreatedBy).Must(id => id is null || OpaqueId.IsValid(id))
            .WithMessage($"must have {OpaqueId.Rule}").OverridePropertyName(nameof(EvaluationFilter.CreatedBy));
        rules.RuleFor(q => q.Filter.OutputName).AtMost(Evaluation.MaxTargetLength)
            .OverridePropertyName(nameof(EvaluationFilter.OutputName));
        rules.RuleFor(q => q.Filter.FieldPath).AtMost(Evaluation.MaxTargetLength)
            .OverridePropertyName(nameof(EvaluationFilter.FieldPath));
        rules.RuleFor(q => q.Filter.MinValue).Must(IsNumber).WithMessage("must be a finite number")
            .Must((q, least) => !(least > q.Filter.MaxValue)).WithMessage("must not be greater than max_value")
            .OverridePropertyName(nameof(EvaluationFilter.MinValue));
        rules.RuleFor(q => q.Filter.MaxValue).Must(IsNumber).WithMessage("must be a finite number")
            .OverridePropertyName(nameof(EvaluationFilter.MaxValue));
        rules.RuleFor(q => q.Filter.CreatedFrom)
            .Must((q, from) => !(from > q.Filter.CreatedBefore)).WithMessage("must not be later than created_before")
            .OverridePropertyName(nameof(EvaluationFilter.CreatedFrom));
        rules.RuleFor(q => q.Filter.AsOf).HasPassed(time).OverridePropertyName(nameof(EvaluationFilter.AsOf));
    }

    private static bool IsNumber(double? value) => value is null || double.IsFinite(value.Value);
}
