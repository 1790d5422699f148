using System.Text.Json;

namespace RunEvaluations.Api.Security;

/// <summary>Reads a member of a token that has to be a string.</summary>
internal static class StrictText
{
    /// <summary>The string, or null where there is no such member; a JSON null is not a string.</summary>
    public static string? Read(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var value) ? Text(value, name) : null;

    public static string Text(JsonElement value, string name)
    {
        if (value.ValueKind is not JsonValueKind.String)
            throw new TokenRefusedException($"The token's '{name}' must be a string.");

        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, written as an escape.
            throw new TokenRefusedException($"The token's '{name}' is not valid text.");
        }
    }
}
