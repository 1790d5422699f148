using System.Text.Json;
using System.Text.Json.Serialization;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Json;

/// <summary>Takes an object as the text it was sent as, and gives that text back.</summary>
internal sealed class JsonObjectTextConverter : JsonConverter<JsonObjectText>
{
    public override JsonObjectText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("must be an object");

        using var document = JsonDocument.ParseValue(ref reader);
        return new JsonObjectText(document.RootElement.GetRawText());
    }

    public override void Write(Utf8JsonWriter writer, JsonObjectText value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Text, skipInputValidation: true);
}
