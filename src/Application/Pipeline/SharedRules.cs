using System.Text;
using System.Text.Json;
using FluentValidation;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Pipeline;

/// <summary>Rules of shape that several slices share. The messages follow the name of the field in a sentence.</summary>
internal static class SharedRules
{
    public static IRuleBuilderOptions<T, string?> AtMost<T>(this IRuleBuilder<T, string?> rule, int characters) =>
        rule.Must(text => text.FitsIn(characters)).WithMessage($"must have at most {characters} characters")
            .Must(text => text.IsStorable()).WithMessage(TextRules.NotStorable);

    public static IRuleBuilderOptions<T, JsonObjectText?> AtMostBytes<T>(
        this IRuleBuilder<T, JsonObjectText?> rule,
        int bytes) =>
        rule.Must(json => json is null || Encoding.UTF8.GetByteCount(json.Text) <= bytes)
            .WithMessage($"must have at most {bytes} bytes");

    public static IRuleBuilderOptions<T, string?> IsName<T>(this IRuleBuilder<T, string> rule) =>
        rule.Must(name => !string.IsNullOrWhiteSpace(name)).WithMessage("must not be blank")
            .AtMost(TextRules.MaxNameLength);

    /// <summary>Everything that is wrong with the shape, by the names of the wire; null where nothing is.</summary>
    public static Error? Refusal<T>(this IEnumerable<IValidator<T>> validators, T request)
    {
        var failures = validators.SelectMany(v => v.Validate(request).Errors).ToList();
        if (failures.Count == 0)
            return null;

        var fields = failures
            .GroupBy(e => WireName(e.PropertyName), e => e.ErrorMessage)
            .ToDictionary(g => g.Key, g => g.Distinct().ToArray());
        return Error.Invalid(fields);
    }

    private static string WireName(string property) =>
        string.Join('.', property.Split('.').Select(JsonNamingPolicy.SnakeCaseLower.ConvertName));
}
