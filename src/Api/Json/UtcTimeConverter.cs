using System.Text.Json;
using System.Text.Json.Serialization;

namespace RunEvaluations.Api.Json;

/// <summary>Times are written and read as <see cref="Rfc3339"/> has them.</summary>
internal sealed class UtcTimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Rfc3339.TryParse(reader.GetString()!, out var time) ? time : throw new JsonException(Rfc3339.Words);

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[Rfc3339.MaxLength];
        writer.WriteStringValue(text[..Rfc3339.Format(value, text)]);
    }
}
