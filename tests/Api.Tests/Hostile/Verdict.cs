using System.Text.Json;
using RunEvaluations.Api.Tests.Errors;

namespace RunEvaluations.Api.Tests.Hostile;

/// <summary>The one answer that an attack may have.</summary>
/// <param name="Status">The status.</param>
/// <param name="Code">The code; null where there is no error body.</param>
/// <param name="Field">The only field that is named; null where none is.</param>
/// <param name="Says">What the reason has to say.</param>
public sealed record Verdict(int Status, string? Code = null, string? Field = null, string Says = "")
{
    /// <summary>It is harmless, and answered like the read that it is.</summary>
    public static readonly Verdict Ordinary = new(200);

    /// <summary>The server refuses it before the service sees it.</summary>
    public static Verdict Server(int status) => new(status);

    public static Verdict Body(string says) => new(400, "invalid_body", null, says);

    public static Verdict Wrong(string field, string says) => new(400, "invalid_request", field, says);

    public static Verdict Token(string says) => new(401, "invalid_token", null, says);

    internal void Check(RawAnswer? answer)
    {
        Assert.NotNull(answer);
        Assert.True(Status == answer.Status, $"Expected {Status} {Code}, got {answer.Status}: {answer.Body}");
        if (Status < 400)
            return;
        if (Code is null)
            Assert.Equal("", answer.Body);
        else
            CheckBody(answer);
    }

    private void CheckBody(RawAnswer answer)
    {
        Assert.Equal("application/json", answer.Headers["Content-Type"]);
        var body = JsonDocument.Parse(answer.Body).RootElement;
        var error = body.GetProperty("error").GetString()!;
        Assert.True(Code == body.GetProperty("code").GetString(), $"Expected {Code}: {answer.Body}");
        Assert.Equal(Status, body.GetProperty("status").GetInt32());
        Assert.Contains((Status, Code!), DocumentedCodes.All);
        Assert.Matches("^[0-9a-f]{32}$", body.GetProperty("trace_id").GetString());
        Assert.Matches(@"\A[^\r\n]{5,}\.\z", error);
        Assert.Equal(Status == 401, answer.Headers.ContainsKey("WWW-Authenticate"));
        foreach (var inside in (string[])["System.", "RunEvaluations.", "Npgsql", "   at ", "do not fit together"])
            Assert.DoesNotContain(inside, answer.Body, StringComparison.Ordinal);

        var fields = body.TryGetProperty("errors", out var errors) ? errors.EnumerateObject().ToList() : [];
        Assert.True(Field is null == (fields.Count == 0), $"Expected {Field ?? "no field"}: {answer.Body}");
        if (Field is null)
        {
            Assert.True(error.Contains(Says, StringComparison.Ordinal), $"Expected '{Says}': {answer.Body}");
            return;
        }

        Assert.True(fields.Count == 1 && fields[0].Name == Field, $"Expected {Field} alone: {answer.Body}");
        var reason = Assert.Single(fields[0].Value.EnumerateArray()).GetString()!;
        Assert.True(reason.Contains(Says, StringComparison.Ordinal), $"Expected '{Says}': {answer.Body}");
        Assert.Contains(reason, error, StringComparison.Ordinal);
    }
}
