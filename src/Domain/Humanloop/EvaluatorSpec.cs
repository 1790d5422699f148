using System.Text.Json;
using RunEvaluations.Domain.Evaluators;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Domain.Humanloop;

/// <summary>What judges.</summary>
public enum EvaluatorType
{
    Llm,
    Python,
    Human,
    External,
}

/// <summary>What a judgment is.</summary>
public enum JudgmentType
{
    Boolean,
    Number,
    Select,
    MultiSelect,
    Text,
}

/// <summary>What a version of an evaluator says of its judgments, and how the ledger holds them.</summary>
/// <param name="Type">What judges.</param>
/// <param name="Returns">What a judgment is.</param>
/// <param name="Options">The names that may be selected; empty where any may be.</param>
/// <param name="Min">The lowest number; none where null.</param>
/// <param name="Max">The highest number; none where null.</param>
public sealed record EvaluatorSpec(
    EvaluatorType Type, JudgmentType Returns, IReadOnlyList<string> Options, double? Min, double? Max)
{
    /// <summary>The largest number that is a judgment: so large that the squares of millions of them can still be added up.</summary>
    public const double Most = 1e150;

    /// <summary>Whether its judgments come from outside whatever is asked for: nobody could run it here anyway.</summary>
    public bool JudgesElsewhere => Type is EvaluatorType.External or EvaluatorType.Human;

    /// <summary>What the ledger calls this kind of evaluator; what judges elsewhere is a program to it.</summary>
    public EvaluatorKind Kind => Type switch
    {
        EvaluatorType.Human => EvaluatorKind.Human,
        EvaluatorType.Llm => EvaluatorKind.Llm,
        _ => EvaluatorKind.Code,
    };

    /// <summary>
    /// The constraint of the label that judgments are recorded against. Null where the ledger has no label for them: texts,
    /// several options, and options that no label could have.
    /// </summary>
    public ValueConstraint? Constraint
    {
        get
        {
            ValueConstraint? constraint = Returns switch
            {
                JudgmentType.Boolean => new(EvaluationValueType.Binary),
                JudgmentType.Number => new(EvaluationValueType.Continuous, Min ?? -Most, Max ?? Most),
                JudgmentType.Select => new(EvaluationValueType.Categorical, Categories: Options),
                _ => null,
            };
            return constraint is not null && !constraint.Faults().Any() ? constraint : null;
        }
    }

    /// <summary>What is wrong with the limits and options, by field; empty where nothing is.</summary>
    public IEnumerable<(string Field, string Reason)> Faults()
    {
        if (Min >= Max)
            yield return ("number_limits", "must have a min that is less than its max");
        if (Options.Distinct(StringComparer.Ordinal).Count() < Options.Count)
            yield return ("options", "must be distinct");
        if (Options.Any(string.IsNullOrWhiteSpace))
            yield return ("options", "must not be blank");
        if (Min < -Most || Max > Most)
            yield return ("number_limits", "must lie between -1e150 and 1e150");
    }

    /// <summary>Why a judgment is refused, in words that follow its name; null where it fits.</summary>
    public string? Fault(JsonElement judgment) => Returns switch
    {
        JudgmentType.Boolean => judgment.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : "must be true or false",
        JudgmentType.Number => judgment.ValueKind is not JsonValueKind.Number ? "must be a number"
            : Constraint is { } label && !label.Permits(judgment.GetDouble())
                ? FormattableString.Invariant($"must lie between {label.MinValue} and {label.MaxValue}")
                : null,
        JudgmentType.Select => FaultOfOption(judgment),
        JudgmentType.MultiSelect => judgment.ValueKind is not JsonValueKind.Array ? "must be an array of options"
            : judgment.EnumerateArray().Select(FaultOfOption).FirstOrDefault(fault => fault is not null),
        _ => judgment.ValueKind is JsonValueKind.String ? null : "must be a string",
    };

    /// <summary>The value of a judgment that fits, as an evaluation against a label with <see cref="Constraint"/>.</summary>
    public double ToValue(JsonElement judgment) => Returns switch
    {
        JudgmentType.Boolean => judgment.GetBoolean() ? 1 : 0,
        JudgmentType.Number => judgment.GetDouble(),
        JudgmentType.Select => Options.ToList().IndexOf(judgment.GetString()!),
        _ => throw new InvalidOperationException($"The ledger does not hold judgments of the type {Returns}."),
    };

    /// <summary>The judgment that a value stands for.</summary>
    public object ToJudgment(double value) => Returns switch
    {
        JudgmentType.Boolean => value != 0,
        JudgmentType.Select => Options[(int)value],
        _ => value,
    };

    /// <summary>Of a spec whose shape was checked when the version was made.</summary>
    public static EvaluatorSpec Of(JsonObjectText content)
    {
        using var document = JsonDocument.Parse(content.Text);
        var spec = document.RootElement.GetProperty("spec");
        var limits = spec.TryGetProperty("number_limits", out var found) ? found : default;
        return new(
            Named<EvaluatorType>(spec, "evaluator_type"),
            Named<JudgmentType>(spec, "return_type"),
            spec.TryGetProperty("options", out var options)
                ? [.. options.EnumerateArray().Select(option => option.GetProperty("name").GetString()!)]
                : [],
            Number(limits, "min"),
            Number(limits, "max"));
    }

    private string? FaultOfOption(JsonElement judgment)
    {
        if (judgment.ValueKind is not JsonValueKind.String)
            return "must be the name of an option";
        return Options.Count == 0 || Options.Contains(judgment.GetString()!)
            ? null
            : "must be one of the evaluator's options: " + string.Join(", ", Options);
    }

    private static T Named<T>(JsonElement spec, string name)
        where T : struct, Enum =>
        Enum.Parse<T>(spec.GetProperty(name).GetString()!.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);

    private static double? Number(JsonElement limits, string name) =>
        limits.ValueKind is JsonValueKind.Object && limits.TryGetProperty(name, out var number)
        && number.ValueKind is JsonValueKind.Number
            ? number.GetDouble()
            : null;
}
