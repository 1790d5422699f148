using System.Text.Json.Serialization.Metadata;
using RunEvaluations.Api.Evaluations;
using RunEvaluations.Api.Json;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Imports;

/// <summary>The columns that a CSV file may have: the members of <see cref="CreateEvaluationOfRunRequest"/>.</summary>
internal static class ImportColumns
{
    private static readonly IReadOnlyList<JsonPropertyInfo> Members =
        [.. WireJson.Options.GetTypeInfo(typeof(CreateEvaluationOfRunRequest)).Properties];

    public static IReadOnlyList<string> All { get; } = [.. Members.Select(m => m.Name)];

    public static IReadOnlyList<string> Required { get; } = [.. Members.Where(m => m.IsRequired).Select(m => m.Name)];

    public static bool IsNumber(string column) => TypeOf(column) == typeof(double);

    public static bool IsJson(string column) => TypeOf(column) == typeof(JsonObjectText);

    private static Type TypeOf(string column)
    {
        var type = Members.First(m => m.Name == column).PropertyType;
        return Nullable.GetUnderlyingType(type) ?? type;
    }
}
