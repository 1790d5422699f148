using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Json;

/// <summary>
/// How JSON looks on the wire, in both directions: MVC, the error body and the OpenAPI document all use these settings.
/// </summary>
internal static class WireJson
{
    public static readonly JsonSerializerOptions Options = Create();

    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;

        // The answers are application/json, never part of a page: text reads as it was written.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { RequiredMembers.Mark } };
        options.Converters.Add(new JsonStringEnumConverter<Scope>(new ScopeNaming(), allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        options.Converters.Add(new UtcTimeConverter());
        options.Converters.Add(new JsonObjectTextConverter());
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.General);
        Configure(options);
        options.MakeReadOnly();
        return options;
    }

    private sealed class ScopeNaming : JsonNamingPolicy
    {
        public override string ConvertName(string name) => ScopeNames.Of(Enum.Parse<Scope>(name));
    }
}
