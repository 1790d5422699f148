using FluentValidation;
using RunEvaluations.Domain.Evaluators;

namespace RunEvaluations.Application.Evaluators;

internal static class EvaluatorRules
{
    public static void AreLabelIds<T>(this IRuleBuilder<T, IReadOnlyList<Guid>> rule) =>
        rule.Must(ids => ids.Count is >= 1 and <= Evaluator.MaxLabels)
            .WithMessage($"must name 1 to {Evaluator.MaxLabels} labels")
            .Must(ids => ids.Distinct().Count() == ids.Count)
            .WithMessage("must not name a label twice");
}
