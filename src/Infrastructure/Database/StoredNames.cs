using System.Text.Json;

namespace RunEvaluations.Infrastructure.Database;

/// <summary>How enumerations are spelt in the database: in snake_case, as on the wire.</summary>
internal static class StoredNames
{
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    public static T Read<T>(string name)
        where T : struct, Enum => Enum.Parse<T>(name.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
}
