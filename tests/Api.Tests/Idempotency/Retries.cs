using System.Net;
using System.Text.Json.Nodes;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Idempotency;

internal static class Retries
{
    private const int Most = 200;

    public static Task<Answer> PostWithKey(this ApiClient client, string path, object body, string key) =>
        client.Send(HttpMethod.Post, path, body, ("Idempotency-Key", key));

    /// <summary>Asks again for as long as the answer says that this is the thing to do.</summary>
    public static async Task<Answer> PostUntilAnswered(this ApiClient client, string path, object body, string key)
    {
        for (var tries = 1; ; tries++)
        {
            var answer = await client.PostWithKey(path, body, key);
            if (!answer.Headers.ContainsKey("Retry-After") || tries == Most)
                return answer;
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }
    }

    public static bool IsReplayed(this Answer answer) =>
        answer.Headers.TryGetValue("Idempotent-Replayed", out var value) && value == "true";

    /// <summary>What is answered again: all but the secret of an API key, which is told once and kept nowhere.</summary>
    public static string Kept(this Answer answer)
    {
        var body = JsonNode.Parse(answer.Text)!.AsObject();
        if (answer.IsReplayed() && body.TryGetPropertyValue("secret", out var secret))
            Assert.Null(secret);
        body.Remove("secret");
        return body.ToJsonString();
    }

    /// <summary>The second answer is the first, but for the mark and the time of day.</summary>
    public static void IsTheAnswerAgain(this Answer second, Answer first)
    {
        Assert.InRange(first.Status, 200, 201);
        second.Is((HttpStatusCode)first.Status);
        Assert.Equal(first.Kept(), second.Kept());
        Assert.True(second.IsReplayed());
        Assert.Equal(
            first.Headers.Where(h => h.Key is not ("Date" or "Content-Length" or "Idempotent-Replayed")).OrderBy(h => h.Key),
            second.Headers.Where(h => h.Key is not ("Date" or "Content-Length" or "Idempotent-Replayed")).OrderBy(h => h.Key));
    }
}
