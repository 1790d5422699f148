using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace RunEvaluations.Api.Tests.Input;

/// <summary>Sends a request and reads the error body that has to come back.</summary>
internal static class Refusals
{
    public static StringContent Json(string body) => new(body, new UTF8Encoding(false), "application/json");

    public static ByteArrayContent Json(byte[] body) =>
        new(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    /// <summary>Checks what is true of every refusal, and gives the body.</summary>
    public static async Task<JsonElement> RefusalAsync(this Task<HttpResponseMessage> sent, int status, string code)
    {
        using var response = await sent;
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(status == (int)response.StatusCode, $"{(int)response.StatusCode} {text}");
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());

        var body = JsonDocument.Parse(text).RootElement;
        string[] first = ["error", "code", "status", "trace_id"];
        Assert.Equal(first, body.EnumerateObject().Take(4).Select(member => member.Name));
        Assert.Equal(code, body.GetProperty("code").GetString());
        Assert.Equal(status, body.GetProperty("status").GetInt32());
        Assert.Matches("^[0-9a-f]{32}$", body.GetProperty("trace_id").GetString());
        Assert.Matches(@"^[^\n]{5,}\.$", body.GetProperty("error").GetString());
        Assert.DoesNotContain("System.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("RunEvaluations", text, StringComparison.Ordinal);
        return body;
    }

    public static string Reasons(this JsonElement body, string field)
    {
        var errors = body.GetProperty("errors");
        Assert.True(errors.TryGetProperty(field, out var reasons), $"no reason for {field} in {errors}");
        return string.Join("; ", reasons.EnumerateArray().Select(reason => reason.GetString()));
    }

    public static string Error(this JsonElement body) => body.GetProperty("error").GetString()!;
}
