using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RunEvaluations.Api.Json;

/// <summary>
/// Times are written in UTC with <c>Z</c> and at most six digits of a second, which is what is stored.
/// </summary>
internal sealed class UtcTimeConverter : JsonConverter<DateTimeOffset>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'";

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Rfc3339.TryParse(reader.GetString()!, out var time) ? time : throw new JsonException(Rfc3339.Words);

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture));
}
