using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using RunEvaluations.Api.Tests.Contract;
using RunEvaluations.Api.Tests.Errors;

namespace RunEvaluations.Api.Tests.TestBed;

/// <summary>A caller of the API with one credential.</summary>
public sealed class ApiClient(Uri address, string? token, string account)
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Account { get; } = account;

    public string? Token { get; } = token;

    public Task<Answer> Get(string path) => Send(HttpMethod.Get, path);

    public Task<Answer> Head(string path) => Send(HttpMethod.Head, path);

    public Task<Answer> Delete(string path) => Send(HttpMethod.Delete, path);

    public Task<Answer> Post(string path, object body) => Send(HttpMethod.Post, path, body);

    public Task<Answer> Put(string path, object body) => Send(HttpMethod.Put, path, body);

    /// <param name="method">The method.</param>
    /// <param name="path">The path and query.</param>
    /// <param name="body">A text is sent as it is, content with its own type, anything else as its JSON.</param>
    /// <param name="headers">Further headers.</param>
    public async Task<Answer> Send(
        HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var response = await Http.SendAsync(Request(method, path, body, headers));
        var answer = await Answer.Read(response);
        Assert.Empty(PublishedContract.Faults(method, path, answer.Status, answer.Text));
        Assert.Empty(HumanloopContract.Faults(method, path, answer.Status, answer.Text));
        if (answer.Status >= 400 && answer.Text.StartsWith('{') && answer.Json.TryGetProperty("code", out _))
            Assert.Contains((answer.Status, answer.Code!), DocumentedCodes.All);
        return answer;
    }

    /// <summary>Sends a GET and gives the answer back as soon as its headers are there.</summary>
    public Task<HttpResponseMessage> Open(string path) =>
        Http.SendAsync(Request(HttpMethod.Get, path, null, []), HttpCompletionOption.ResponseHeadersRead);

    private HttpRequestMessage Request(
        HttpMethod method, string path, object? body, (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, new Uri(address, path));
        if (Token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        request.Content = body switch
        {
            null => null,
            HttpContent content => content,
            string text => new StringContent(text, Encoding.UTF8, "application/json"),
            _ => JsonContent.Create(body, options: Plain),
        };
        return request;
    }
}
