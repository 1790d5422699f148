using System.Globalization;
using System.Text;
using System.Text.Json;
using FluentValidation;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Domain.Statistics;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Statistics;

/// <summary>A request that computes figures from the evaluations that it selects.</summary>
public interface ISelectingRequest : IReadRequest, ILongRequest
{
    Selection Selection { get; }
}

/// <summary>The selection's members are the request's own on the wire: their names stand alone.</summary>
internal static class SelectionRules
{
    public static void AddSelectionRules<T>(this AbstractValidator<T> rules, TimeProvider time)
        where T : ISelectingRequest
    {
        rules.RuleFor(q => q.Selection.LabelIds).AtMostItems(Selection.MaxLabels).OverridePropertyName("EvaluationLabelIds");
        rules.RuleFor(q => q.Selection.Authors).AtMostItems(Selection.MaxRaters).AreAuthors()
            .OverridePropertyName(nameof(Selection.Authors));
        rules.RuleFor(q => q.Selection.EvaluatorIds).AtMostItems(Selection.MaxRaters)
            .OverridePropertyName(nameof(Selection.EvaluatorIds));
        rules.RuleFor(q => q.Selection.OutputName).AtMost(Evaluation.MaxTargetLength)
            .Must((q, name) => name is null || !Lacks(q.Selection, Trait.OutputName)).WithMessage("must not be missing as well")
            .OverridePropertyName(nameof(Selection.OutputName));
        rules.RuleFor(q => q.Selection.FieldPath).AtMost(Evaluation.MaxTargetLength)
            .Must((q, path) => path is null || !Lacks(q.Selection, Trait.FieldPath)).WithMessage("must not be missing as well")
            .OverridePropertyName(nameof(Selection.FieldPath));
        rules.RuleFor(q => q.Selection.CreatedFrom).Must((q, from) => !(from > q.Selection.CreatedBefore))
            .WithMessage("must not be later than created_before").OverridePropertyName(nameof(Selection.CreatedFrom));
        rules.RuleFor(q => q.Selection.AsOf).HasPassed(time).OverridePropertyName(nameof(Selection.AsOf));
        rules.RuleFor(q => q.Selection.Runs).SetValidator(new RunSelectionValidator()).OverridePropertyName("");
    }

    public static IRuleBuilderOptions<T, double> IsConfidence<T>(this IRuleBuilder<T, double> rule) =>
        rule.Must(level => level is >= 0.5 and <= 0.9999).WithMessage("must be from 0.5 to 0.9999");

    public static IRuleBuilderOptions<T, IReadOnlyList<TItem>?> AtMostItems<T, TItem>(
        this IRuleBuilder<T, IReadOnlyList<TItem>?> rule, int most) =>
        rule.Must(items => items is null or { Count: > 0 }).WithMessage("must name at least one, or be left out")
            .Must(items => items is null || items.Count <= most).WithMessage($"must number at most {most}");

    public static IRuleBuilderOptions<T, IReadOnlyList<string>?> AreAuthors<T>(this IRuleBuilder<T, IReadOnlyList<string>?> rule) =>
        rule.Must(ids => ids?.All(OpaqueId.IsValid) != false).WithMessage($"must each have {OpaqueId.Rule}")
            .Must(ids => ids is null || ids.Sum(Encoding.UTF8.GetByteCount) <= Selection.MaxAuthorBytes)
            .WithMessage($"must have at most {Selection.MaxAuthorBytes} bytes together");

    private static bool Lacks(Selection selection, Trait trait) => selection.Missing?.Contains(trait) == true;
}

/// <summary>The names are those that the members have beside others.</summary>
internal sealed class RunSelectionValidator : AbstractValidator<RunSelection>
{
    private const int MaxDigits = 1_000;

    public RunSelectionValidator()
    {
        RuleFor(runs => runs.Ids).AtMostItems(RunSelection.MaxRuns).OverridePropertyName("RunIds");
        RuleFor(runs => runs.Status).AtMostItems(10).OverridePropertyName("RunStatus");
        RuleFor(runs => runs.CreatedFrom).Must((runs, from) => !(from > runs.CreatedBefore))
            .WithMessage("must not be later than run_created_before").OverridePropertyName("RunCreatedFrom");
        RuleFor(runs => runs.Metadata).AtMostBytes(RunSelection.MaxMetadataBytes).OverridePropertyName("RunMetadata");
        RuleFor(runs => runs.Metadata).Must(HasPlainMembers)
            .WithMessage($"must have 1 to {RunSelection.MaxMetadata} members, each a text, a number of up to {MaxDigits} digits or a boolean")
            .OverridePropertyName("RunMetadata");
    }

    private static bool HasPlainMembers(JsonObjectText? metadata)
    {
        if (metadata is null)
            return true;
        using var members = JsonDocument.Parse(metadata.Text);
        var values = members.RootElement.EnumerateObject().Select(member => member.Value).ToList();
        return values.Count is >= 1 and <= RunSelection.MaxMetadata && values.TrueForAll(IsPlain);
    }

    private static bool IsPlain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String or JsonValueKind.True or JsonValueKind.False => true,
        JsonValueKind.Number => IsComparable(value.GetRawText()),
        _ => false,
    };

    /// <summary>The database compares numbers exactly, of thousands of digits, and fails where there are more.</summary>
    private static bool IsComparable(string number)
    {
        var exponent = number.AsSpan(number.AsSpan().IndexOfAny('e', 'E') + 1);
        return number.Length <= MaxDigits
            && (exponent.Length == number.Length
                || (int.TryParse(exponent, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var power)
                    && Math.Abs((long)power) <= MaxDigits));
    }
}
