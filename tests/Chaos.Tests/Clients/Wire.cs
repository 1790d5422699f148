using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace RunEvaluations.Chaos.Tests.Clients;

/// <summary>Sends one request once.</summary>
internal sealed class Wire(string token, Answers answers, TimeSpan longest) : IDisposable
{
    private readonly HttpClient http = new() { Timeout = longest };

    public void Dispose() => http.Dispose();

    /// <summary>The answer, or null where there was none: nobody knows then whether it was done.</summary>
    public async Task<Reply?> Send(
        Uri address, HttpMethod method, string path, object? body, (string Name, string Value)? header,
        CancellationToken end)
    {
        using var request = new HttpRequestMessage(method, new Uri(address, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (header is { } extra)
            request.Headers.TryAddWithoutValidation(extra.Name, extra.Value);
        request.Content = body is null ? null : JsonContent.Create(body);

        var began = TimeProvider.System.GetTimestamp();
        try
        {
            using var response = await http.SendAsync(request, end);
            var text = await response.Content.ReadAsStringAsync(end);
            var reply = new Reply(
                (int)response.StatusCode, text, response.Headers.ETag?.Tag,
                response.Headers.Contains("Idempotent-Replayed"));
            answers.Add(method, path, reply, TimeProvider.System.GetElapsedTime(began));
            return reply;
        }
        catch (HttpRequestException e)
        {
            answers.AddSilence(e.HttpRequestError == HttpRequestError.ConnectionError ? "not connected" : "cut off");
        }
        catch (OperationCanceledException) when (!end.IsCancellationRequested)
        {
            answers.AddSilence("waited too long");
        }

        return null;
    }
}
