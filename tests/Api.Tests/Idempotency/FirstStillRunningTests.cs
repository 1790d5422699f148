using System.Net;
using System.Net.Sockets;
using System.Text;
using RunEvaluations.Api.Tests.TestBed;
using RunEvaluations.Testing;

namespace RunEvaluations.Api.Tests.Idempotency;

/// <summary>The same request again before, or instead of, the answer to the first.</summary>
[NeedsOwnDatabase("watches what its server waits for")]
public sealed class FirstStillRunningTests(ServiceFixture service) : IClassFixture<ServiceFixture>, IAsyncLifetime
{
    private readonly ApiClient ada = service.User();
    private Guid run;
    private string path = "";
    private string body = "";

    public async Task InitializeAsync()
    {
        run = await ada.HasRun();
        path = $"/v1/run/{run}/evaluations";
        body = $$"""{"evaluation_label_id":"{{await ada.HasBinaryLabel()}}","value":1}""";
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task It_waits_for_the_answer_to_the_first()
    {
        await using var held = await HeldRun.Lock(service, run);
        var first = ada.PostUntilAnswered(path, body, "k");
        await HeldRun.IsWaitedFor(service);
        var second = ada.PostUntilAnswered(path, body, "k");
        await HeldRun.IsWaitedFor(service, 2);
        await held.DisposeAsync();

        AreOne(await first, await second);
    }

    [Fact]
    public async Task It_is_put_off_when_that_takes_too_long()
    {
        await using var hasty = service.Build(service.Connections, "--Idempotency:LongestWait=00:00:00.1");
        await hasty.StartAsync();
        var client = new ApiClient(new Uri(hasty.Urls.Single()), service.Token(ada.Account, "ada"), ada.Account);
        await using var held = await HeldRun.Lock(service, run);
        var first = client.PostUntilAnswered(path, body, "k");
        await HeldRun.IsWaitedFor(service);

        Answer? putOff = null;
        await Eventually.Is(async () =>
            (putOff = await client.PostWithKey(path, body, "k")).Status == (int)HttpStatusCode.Conflict);

        putOff!.Is(HttpStatusCode.Conflict, "request_in_progress");
        Assert.Equal("1", putOff.Headers["Retry-After"]);
        Assert.Equal(1, putOff["retry_after"].GetInt32());
        Assert.False(first.IsCompleted);
        await held.DisposeAsync();
        AreOne(await first, await client.PostUntilAnswered(path, body, "k"));
    }

    [Fact]
    public async Task The_answer_that_was_lost_after_the_commit_is_given_to_who_asks_again()
    {
        using (var connection = await Send("k"))
        {
            await Eventually.Is(async () => await Rows() == 1);
            Reset(connection);
        }

        var again = (await ada.PostWithKey(path, body, "k")).Is(HttpStatusCode.Created);

        Assert.True(again.IsReplayed());
        Assert.Equal(again.Id, (await ada.Get(path)).Items.Single().GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task Who_goes_away_before_the_commit_has_done_nothing_and_left_the_key_free()
    {
        await using var held = await HeldRun.Lock(service, run);
        using (var connection = await Send("k"))
        {
            await HeldRun.IsWaitedFor(service);
            Reset(connection);
        }

        await Eventually.Is(async () => await service.Query<long>(
            """
            select count(*) from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'
            """) == 0);
        await held.DisposeAsync();
        Assert.Equal(0, await Rows());

        Assert.False((await ada.PostWithKey(path, body, "k")).Is(HttpStatusCode.Created).IsReplayed());
        Assert.Equal(1, await Rows());
    }

    /// <summary>On a slow machine the one that came first may have been told to ask again, and be the second then.</summary>
    private static void AreOne(Answer one, Answer other)
    {
        var (first, second) = one.IsReplayed() ? (other, one) : (one, other);
        Assert.False(first.IsReplayed());
        second.IsTheAnswerAgain(first);
    }

    private Task<long> Rows() => service.Query<long>($"select count(*) from run_evaluations where run_id = '{run}'");

    private async Task<TcpClient> Send(string key)
    {
        var connection = new TcpClient();
        await connection.ConnectAsync(service.Address.Host, service.Address.Port);
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: {service.Address.Authority}\r\nIdempotency-Key: {key}\r\n"
            + $"Authorization: Bearer {service.Token(ada.Account, "ada")}\r\nContent-Type: application/json\r\n"
            + $"Content-Length: {body.Length}\r\n\r\n{body}"));
        return connection;
    }

    private static void Reset(TcpClient connection) =>
        connection.Client.LingerState = new LingerOption(enable: true, seconds: 0);
}
