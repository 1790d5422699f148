using System.Net;
using System.Text.Json;

namespace RunEvaluations.Api.Tests.TestBed;

/// <summary>An answer, read to its end.</summary>
public sealed record Answer(int Status, string Text, IReadOnlyDictionary<string, string> Headers)
{
    private JsonElement? json;

    public JsonElement Json => json ??= JsonDocument.Parse(Text).RootElement;

    public JsonElement this[string member] => Json.GetProperty(member);

    public Guid Id => this["id"].GetGuid();

    public string? Code => this["code"].GetString();

    public IEnumerable<JsonElement> Items => Json.EnumerateArray();

    /// <summary>The path of the next page, if there is one.</summary>
    public string? Next => Headers.TryGetValue("Link", out var link) && link.EndsWith(">; rel=\"next\"", StringComparison.Ordinal)
        ? link[1..link.IndexOf('>', StringComparison.Ordinal)]
        : null;

    /// <summary>The answer itself, if it has this status.</summary>
    public Answer Is(HttpStatusCode status)
    {
        Assert.True((int)status == Status, $"Expected {(int)status}, got {Status}: {Text}");
        return this;
    }

    /// <summary>The answer itself, if it is this refusal in the service's error body.</summary>
    public Answer Is(HttpStatusCode status, string code)
    {
        Is(status);
        Assert.Equal(code, Code);
        Assert.Equal(Status, this["status"].GetInt32());
        Assert.NotEmpty(this["error"].GetString()!);
        Assert.Matches("^[0-9a-f]{32}$", this["trace_id"].GetString());
        return this;
    }

    internal static async Task<Answer> Read(HttpResponseMessage response)
    {
        var headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(), headers);
    }
}
