using System.Net;
using System.Text.Json;
using Npgsql;
using RunEvaluations.Api.Tests.TestBed;
using RunEvaluations.Infrastructure.Database;
using RunEvaluations.Testing;

namespace RunEvaluations.Api.Tests.Hosting;

[NeedsOwnDatabase("drops a table")]
[Collection(ProgramCollections.Services)]
public sealed class RequestLogTests : IDisposable
{
    private const string Secret = "seldom-seen";
    private const string Nobody = "(none)";

    /// <summary>Of a caller who leaves in the middle of a body, the server sees either of two things first.</summary>
    private const int Gone = 499;

    private static readonly string TooLong = new('x', 50_000);

    private readonly ProgramDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task Each_request_leaves_one_line_that_tells_no_secret()
    {
        var database = await TestServer.NewDatabase();
        await using var service = await Serve(database);
        var (account, address) = (UniqueId.Next("account"), service.Address);
        var client = directory.User(address, account);
        var anonymous = new ApiClient(address, null, Nobody);
        var forger = new ApiClient(address, Secret, Nobody);
        var run = await client.HasRun();
        var expected = new List<Line>();

        async Task Ask(
            ApiClient by, HttpMethod method, string path, HttpStatusCode status, string route, object? body = null)
        {
            var trace = UniqueId.Next().ToString("N");
            var answer = await by.Send(method, path, body, ("traceparent", $"00-{trace}-00f067aa0ba902b7-01"));
            answer.Is(status);
            if (answer.Status >= 400)
                Assert.Equal(trace, answer["trace_id"].GetString());
            expected.Add(new Line(method.Method, route, answer.Status, by.Account, trace));
        }

        var (get, post) = (HttpMethod.Get, HttpMethod.Post);
        await Ask(client, get, $"/v1/run/{run}/evaluations?limit=7", HttpStatusCode.OK, "/v1/run/{id}/evaluations");
        await Ask(client, post, "/v1/runs", HttpStatusCode.Created, "/v1/runs", Body(Secret));
        await Ask(client, post, "/v1/runs", HttpStatusCode.RequestEntityTooLarge, "/v1/runs", Body(TooLong));
        await Ask(client, get, $"/v1/runs?{Secret}=1", HttpStatusCode.BadRequest, "/v1/runs");
        await Ask(client, get, $"/v1/run/{UniqueId.Next()}", HttpStatusCode.NotFound, "/v1/run/{id}");
        await Ask(client, HttpMethod.Delete, $"/v1/run/{run}", HttpStatusCode.MethodNotAllowed, "(no route)");
        await Ask(anonymous, get, $"/v1/{Secret}", HttpStatusCode.NotFound, "(no route)");
        await Ask(anonymous, get, $"/v1/run/{run}", HttpStatusCode.Unauthorized, "/v1/run/{id}");
        await Ask(forger, get, "/v1/runs", HttpStatusCode.Unauthorized, "/v1/runs");
        await Ask(anonymous, get, "/health/live", HttpStatusCode.OK, "/health/live");

        var aborted = UniqueId.Next().ToString("N");
        await using (await HeldRequest.Begin(address, directory.Token(account), $"00-{aborted}-00f067aa0ba902b7-01"))
            expected.Add(new Line("POST", "/v1/runs", Gone, account, aborted));
        await service.Line(line => line.Contains(aborted, StringComparison.Ordinal));

        await Execute(database.Owner, "drop table run_evaluations cascade");
        await Ask(
            client, get, $"/v1/run/{run}/evaluations", HttpStatusCode.InternalServerError, "/v1/run/{id}/evaluations");
        var failed = expected[^1].TraceId;

        var end = await service.Stop();
        Assert.Equal((0, ""), (end.ExitCode, end.Error));
        var events = end.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse).ToList();

        var requests = events.Where(e => e.Properties.ContainsKey("Milliseconds")).Select(e => e.Request).ToList();
        // The end of the body, which is 400, or the end of the connection.
        var left = requests.FindIndex(r => r.TraceId == aborted);
        Assert.Contains(requests[left].Status, (int[])[400, Gone]);
        requests[left] = requests[left] with { Status = Gone };

        // A line is written once its answer has been sent: the next request may overtake it.
        Assert.Equal(
            expected.OrderBy(e => e.TraceId),
            requests.Where(r => expected.Any(e => e.TraceId == r.TraceId)).OrderBy(r => r.TraceId));
        var error = Assert.Single(events, e => e.Exception is not null);
        Assert.Equal(failed, error.Properties["TraceId"].GetString());
        Assert.All(
            [Secret, "eyJ", "Bearer", $"{run}", "limit=7", "xxx"],
            secret => Assert.DoesNotContain(secret, end.Output, StringComparison.OrdinalIgnoreCase));
    }

    private static object Body(string text) => new { status = "completed", metadata = new { text } };

    private Task<ProgramProcess> Serve(DatabaseConnections database) => ProgramProcess.Serve(
        directory,
        "--environment=Production",
        database.Settings()[0],
        "--Authentication:DevelopmentKey=true",
        "--Limits:MaxRunBodyBytes=40000");

    private static async Task Execute(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static Event Parse(string line)
    {
        var json = JsonDocument.Parse(line).RootElement;
        return new Event(
            json.GetProperty("Properties").EnumerateObject().ToDictionary(p => p.Name, p => p.Value),
            json.TryGetProperty("Exception", out var exception) ? exception.GetString() : null);
    }

    private sealed record Line(string Method, string Route, int Status, string Account, string TraceId);

    private sealed record Event(Dictionary<string, JsonElement> Properties, string? Exception)
    {
        public Line Request => new(
            Properties["Method"].GetString()!,
            Properties["Route"].GetString()!,
            Properties["Status"].GetInt32(),
            Properties["Account"].GetString()!,
            Properties["TraceId"].GetString()!);
    }
}
