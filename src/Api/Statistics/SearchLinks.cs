using System.Text.Json;
using System.Text.Json.Serialization;
using RunEvaluations.Api.Json;
using RunEvaluations.Application.Statistics;

namespace RunEvaluations.Api.Statistics;

/// <summary>Where evaluations are listed: relative to the host, so that it holds behind a proxy.</summary>
internal static class SearchLinks
{
    public const string Path = "/v1/evaluations";

    private static readonly JsonSerializerOptions Short = new(WireJson.Options)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static string Link(this EvaluationSearch search) =>
        $"{Path}?selection={Uri.EscapeDataString(JsonSerializer.Serialize(SearchRequest.Of(search), Short))}";
}
