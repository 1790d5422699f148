using System.Globalization;
using System.Text.Json;
using RunEvaluations.Chaos.Tests.Asked;

namespace RunEvaluations.Chaos.Tests.Clients;

/// <summary>An answer, read to its end.</summary>
internal sealed record Reply(int Status, string Text, string? Tag, bool Replayed)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public string? Code => Status >= 400 && Text.StartsWith('{') ? Json.GetProperty("code").GetString() : null;

    /// <summary>The same request may have another answer in a moment.</summary>
    public bool Passes => Status is 503 or 429 || Code == "request_in_progress";

    /// <summary>Of the entity tag, which begins with it.</summary>
    public int Version => int.Parse(Tag!.Split('-')[0].Trim('"'), CultureInfo.InvariantCulture);

    public double Value => Json.GetProperty("value").GetDouble();

    /// <summary>Of an answer that shows an evaluation.</summary>
    public Receipt Receipt => new(Json.GetProperty("id").GetGuid(), Version, Value);
}
