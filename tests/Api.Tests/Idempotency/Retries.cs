using System.Net;
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

    /// <summary>The second answer is the first, but for the mark and the time of day.</summary>
    public static void IsTheAnswerAgain(this Answer second, Answer first)
    {
        Assert.Equal(first.Status, second.Is(HttpStatusCode.Created).Status);
        Assert.Equal(first.Text, second.Text);
        Assert.True(second.IsReplayed());
        Assert.Equal(
            first.Headers.Where(h => h.Key is not ("Date" or "Idempotent-Replayed")).OrderBy(h => h.Key),
            second.Headers.Where(h => h.Key is not ("Date" or "Idempotent-Replayed")).OrderBy(h => h.Key));
    }
}
