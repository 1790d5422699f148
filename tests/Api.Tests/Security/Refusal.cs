using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace RunEvaluations.Api.Tests.Security;

/// <summary>Asserts the one shape that every 401 has.</summary>
internal static partial class Refusal
{
    public static async Task<string> AssertRefusedAsync(this HttpResponseMessage response, string code = "invalid_token")
    {
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        var reason = body.GetProperty("error").GetString()!;
        Assert.Equal(code, body.GetProperty("code").GetString());
        Assert.Equal(401, body.GetProperty("status").GetInt32());
        Assert.NotEmpty(body.GetProperty("trace_id").GetString()!);
        Assert.EndsWith(".", reason, StringComparison.Ordinal);

        var challenge = Assert.Single(response.Headers.GetValues("WWW-Authenticate"));
        if (code == "unauthenticated")
            Assert.Equal("Bearer", challenge);
        else
            Assert.Matches(WithError(), challenge);
        return reason;
    }

    [GeneratedRegex("""^Bearer error="invalid_token", error_description="[\x20\x21\x23-\x5B\x5D-\x7E]+"$""")]
    private static partial Regex WithError();
}
