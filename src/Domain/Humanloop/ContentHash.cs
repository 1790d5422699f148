using System.Security.Cryptography;
using System.Text.Json;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Domain.Humanloop;

/// <summary>
/// Tells contents apart: SHA-256 of the JSON with the members of each object in ordinal order of their names. How a
/// number is spelt counts, spaces do not.
/// </summary>
public static class ContentHash
{
    /// <param name="content">The content.</param>
    /// <param name="parts">What else belongs to it, in order, such as the datapoints of a dataset.</param>
    public static byte[] Of(JsonObjectText content, IReadOnlyList<Guid>? parts = null)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        using (var document = JsonDocument.Parse(content.Text))
            Write(writer, document.RootElement);

        Span<byte> bytes = stackalloc byte[16];
        foreach (var part in parts ?? [])
        {
            part.TryWriteBytes(bytes, bigEndian: true, out _);
            stream.Write(bytes);
        }

        return SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject().OrderBy(m => m.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
