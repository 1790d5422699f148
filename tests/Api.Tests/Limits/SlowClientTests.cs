using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Limits;

/// <summary>Who sends or reads too slowly is cut off, and what was kept for them is free again.</summary>
public sealed class SlowClientTests(SlowClientTests.Impatient host) : IClassFixture<SlowClientTests.Impatient>
{
    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Headers_that_do_not_come_are_408()
    {
        using var slow = await host.Connect();
        await Send(slow, "GET /v1/runs HTTP/1.1\r\nHost: x\r\nAuthorization: Bea");

        var answer = await ReadToEnd(slow);

        Assert.StartsWith("HTTP/1.1 408 Request Timeout\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("Connection: close\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_does_not_come_is_408_in_the_error_body()
    {
        using var slow = await host.Connect();
        await Send(slow, host.Head("POST /v1/runs", "Content-Type: application/json\r\nContent-Length: 1000\r\n") + "{");

        var answer = await ReadToEnd(slow);

        Assert.StartsWith("HTTP/1.1 408 Request Timeout\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"request_timeout\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_drips_is_no_better()
    {
        using var slow = await host.Connect();
        await Send(slow, host.Head("POST /v1/runs", "Content-Type: application/json\r\nContent-Length: 100000\r\n"));
        var answer = ReadToEnd(slow);

        while (!answer.IsCompleted)
        {
            await Task.WhenAny(answer, Task.Delay(TimeSpan.FromMilliseconds(100)));
            try
            {
                await Send(slow, " ");
            }
            catch (Exception e) when (e is IOException or SocketException)
            {
                break;
            }
        }

        Assert.Contains("\"code\":\"request_timeout\"", await answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_of_a_long_list_who_stops_loses_the_connection_and_the_statement_is_ended()
    {
        using var slow = await host.Connect();
        slow.Client.ReceiveBufferSize = 4096;
        await Send(slow, host.Head($"GET /v1/run/{host.Run}/evaluations", ""));
        var first = new byte[1000];
        await slow.GetStream().ReadExactlyAsync(first);
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", Encoding.ASCII.GetString(first), StringComparison.Ordinal);
        await Eventually.Is(async () => await host.Streaming() == 1);

        await Eventually.Is(async () => await host.Streaming() == 0);

        // The rest of what the connection had taken in comes; the end of the list does not.
        Assert.DoesNotContain("]\r\n0\r\n\r\n", await ReadToEnd(slow), StringComparison.Ordinal);
        Assert.Equal(200, (await host.Ada.Get("/v1/runs")).Status);
    }

    [Fact]
    public async Task A_list_may_take_longer_than_a_statement_as_long_as_its_reader_goes_on()
    {
        await using var app = await host.Build("--Limits:ReaderTimeout=00:01:00", "--Database:Timeout=00:00:01");
        using var reader = await Open(new Uri(app.Urls.Single()));
        await Send(reader, host.Head($"GET /v1/run/{host.Run}/evaluations", "Connection: close\r\n"));
        await reader.GetStream().ReadExactlyAsync(new byte[1000]);

        await Task.Delay(TimeSpan.FromSeconds(2));

        Assert.EndsWith("]\r\n0\r\n\r\n", await ReadToEnd(reader), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_connection_too_many_is_closed_at_once()
    {
        await using var small = await host.Build("--Limits:MaxConnections=2");
        var address = new Uri(small.Urls.Single());
        using var first = await Open(address);
        using var second = await Open(address);
        foreach (var taken in (TcpClient[])[first, second])
        {
            await Send(taken, $"GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n");
            Assert.True(await taken.GetStream().ReadAsync(new byte[1000]) > 0);
        }

        using var third = await Open(address);

        Assert.Equal("", await ReadToEnd(third));
        first.Dispose();
        await Eventually.Is(async () =>
        {
            using var next = await Open(address);
            await Send(next, "GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            return (await ReadToEnd(next)).StartsWith("HTTP/1.1 200", StringComparison.Ordinal);
        });
    }

    private static async Task<TcpClient> Open(Uri address)
    {
        var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        return client;
    }

    private static Task Send(TcpClient client, string text) =>
        client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text)).AsTask();

    /// <summary>Until the server closes or resets the connection.</summary>
    private static async Task<string> ReadToEnd(TcpClient client)
    {
        using var patience = new CancellationTokenSource(Generous);
        var (text, buffer) = (new StringBuilder(), new byte[64 * 1024]);
        try
        {
            while (await client.GetStream().ReadAsync(buffer, patience.Token) is > 0 and var read)
                text.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }
        catch (IOException)
        {
            // A reset ends it as well.
        }

        return text.ToString();
    }

    /// <summary>A service that waits for nobody, with a run whose list is long.</summary>
    public sealed class Impatient : IAsyncLifetime
    {
        private readonly ServiceFixture service = new();
        private WebApplication app = null!;

        public ApiClient Ada { get; private set; } = null!;

        public Guid Run { get; private set; }

        public async Task InitializeAsync()
        {
            await service.InitializeAsync();
            app = await Build();
            Ada = new ApiClient(new Uri(app.Urls.Single()), service.Token("slow", "ada"), "slow");
            (Run, var label) = (await Ada.HasRun(), await Ada.HasBinaryLabel());
            await service.Query<string>(LongRun.Insert(Ada.Account, Run, label, 50_000) + "select 'done'");
        }

        public async Task DisposeAsync()
        {
            await app.DisposeAsync();
            await service.DisposeAsync();
        }

        public async Task<WebApplication> Build(params string[] settings)
        {
            var built = service.Build(
                service.Connections,
                [
                    "--Limits:HeadersTimeout=00:00:01.5", "--Limits:SlownessGrace=00:00:01.5",
                    "--Limits:ReaderTimeout=00:00:01.5", .. settings,
                ]);
            await built.StartAsync();
            return built;
        }

        public Task<TcpClient> Connect() => Open(new Uri(app.Urls.Single()));

        public string Head(string target, string headers) =>
            $"{target} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {service.Token("slow", "ada")}\r\n{headers}\r\n";

        /// <summary>How many lists the server is sending.</summary>
        public Task<long> Streaming() => service.Query<long>(
            """
            select count(*) from pg_stat_activity
            where datname = current_database() and state = 'active' and query like '%from run_evaluations%'
              and pid <> pg_backend_pid()
            """);
    }
}
