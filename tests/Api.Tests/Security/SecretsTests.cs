using System.Net.Sockets;
using System.Text;
using Npgsql;
using RunEvaluations.Api.Tests.Telemetry;
using RunEvaluations.Api.Tests.TestBed;
using RunEvaluations.Testing;

namespace RunEvaluations.Api.Tests.Security;

/// <summary>Whatever is asked to be logged and sent, what a caller keeps secret is in none of it.</summary>
[Collection(ProgramCollections.Services)]
public sealed class SecretsTests : IAsyncLifetime, IDisposable
{
    private const string Secret = "sesame0pen";

    private readonly ProgramDirectory directory = new();
    private OtlpReceiver receiver = null!;

    public async Task InitializeAsync() => receiver = await OtlpReceiver.Start();

    public async Task DisposeAsync() => await receiver.DisposeAsync();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task No_secret_reaches_the_log_or_telemetry_at_any_level()
    {
        var database = await TestServer.NewDatabase();
        string[] settings =
        [
            .. ObservedService.EveryLine,
            .. receiver.Settings,
            .. database.Settings().Select(connection => $"{connection};Persist Security Info=true"),
        ];
        await using var service = await ObservedService.Serve(directory, settings);
        var client = directory.User(service.Address);
        var token = directory.Token(client.Account);
        var refusals = new List<Answer>();

        foreach (var credential in Credentials(token))
            refusals.Add(await new ApiClient(service.Address, null, "").Send(HttpMethod.Get, "/v1/runs", null, credential));
        foreach (var path in Paths())
            refusals.Add(await client.Get(path));
        foreach (var (path, body) in Bodies(await client.HasRun(), await client.HasBinaryLabel()))
            await client.Post(path, body);
        await SendMalformed(service.Address);
        var end = await service.Stop();

        Assert.Contains("Microsoft.AspNetCore.Routing", end.Output, StringComparison.Ordinal);
        Assert.Equal(["logs", "metrics", "traces"], receiver.Signals.Order());
        string[] passwords =
        [
            .. new[] { database.Service, database.Owner }.Select(c => new NpgsqlConnectionStringBuilder(c).Password!),
        ];
        Assert.DoesNotContain("", passwords);
        string[] secrets = [Secret, .. passwords, token, token.Split('.')[1], token.Split('.')[2]];
        var answers = string.Join('\n', refusals.Take(Credentials(token).Count()).Select(a => a.Text));
        Assert.All(
            [end.Output, end.Error, receiver.Everything, answers],
            text => Assert.All(secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase)));
    }

    private static IEnumerable<(string, string)[]> Credentials(string token) =>
    [
        [("Authorization", $"Bearer {Secret}")],
        [("Authorization", $"Bearer {Secret}.{Secret}.{Secret}")],
        [("Authorization", $"Basic {Secret}")],
        [("Authorization", Secret)],
        [("Authorization", $"Bearer {token}x")],
        [("Authorization", $"Bearer {token[..^3]}AAA")],
        [("X-API-KEY", Secret)],
        [("Cookie", $"session={Secret}"), ("User-Agent", Secret), ("Host", $"{Secret}.example")],
        [("Idempotency-Key", Secret), ("If-Match", Secret), ("Referer", $"http://x/{Secret}"), ("Accept", Secret)],
    ];

    private static IEnumerable<string> Paths() =>
    [
        $"/v1/runs?access_token={Secret}", $"/v1/runs?limit={Secret}", $"/v1/runs?after={Secret}",
        $"/v1/runs?status={Secret}", $"/v1/run/{Secret}", $"/v1/{Secret}", $"/{Secret}/{Secret}?{Secret}={Secret}",
        $"/v1/runs?%zz{Secret}", $"/docs/{Secret}.js", $"/health/{Secret}",
    ];

    private static IEnumerable<(string Path, object Body)> Bodies(Guid run, Guid label) =>
    [
        ("/v1/runs", new { status = "completed", metadata = new { note = Secret } }),
        ("/v1/runs", new { status = Secret }),
        ("/v1/runs", $$"""{"status":"completed","{{Secret}}":1}"""),
        ("/v1/runs", $$"""{"status":"{{Secret}}"""),
        ("/v1/runs", Secret),
        ($"/v1/run/{run}/evaluations", new { evaluation_label_id = label, value = 1, comment = Secret }),
        ($"/v1/run/{run}/evaluations", new { evaluation_label_id = label, value = 9, output_name = Secret }),
        ($"/v1/run/{run}/evaluations", new { evaluation_label_id = Secret, value = 1 }),
        ("/v1/evaluation-labels", new { name = Secret, value_type = "binary" }),
        ("/v1/evaluation-labels", new { name = Secret, value_type = "binary" }),
    ];

    /// <summary>What the server itself cannot read, and would quote.</summary>
    private static async Task SendMalformed(Uri address)
    {
        string[] requests =
        [
            $"{Secret}\r\n\r\n",
            $"GET /{Secret}\u0001 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            $"GET /v1/runs {Secret}\r\nHost: x\r\n\r\n",
            $"GET /v1/runs HTTP/1.1\r\nHost: x\r\nAuthorization {Secret}\r\n\r\n",
            $"GET /v1/runs HTTP/1.1\r\nHost: {Secret} {Secret}\r\n\r\n",
            $"GET /v1/runs HTTP/1.1\r\nHost: x\r\nContent-Length: {Secret}\r\n\r\n",
            $"{Secret} /v1/runs HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        ];
        foreach (var request in requests)
        {
            using var connection = new TcpClient();
            await connection.ConnectAsync(address.Host, address.Port);
            await using var stream = connection.GetStream();
            await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
            using var reader = new StreamReader(stream);
            Assert.StartsWith("HTTP/1.1 4", await reader.ReadToEndAsync(), StringComparison.Ordinal);
        }
    }
}
