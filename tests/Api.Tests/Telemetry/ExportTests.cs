using System.Net;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Telemetry;

[Collection(ProgramCollections.Services)]
public sealed class ExportTests : IAsyncLifetime, IDisposable
{
    private readonly ProgramDirectory directory = new();
    private OtlpReceiver receiver = null!;

    public async Task InitializeAsync() => receiver = await OtlpReceiver.Start();

    public async Task DisposeAsync() => await receiver.DisposeAsync();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task Requests_and_their_statements_arrive_as_spans_of_one_trace()
    {
        await using var service = await ObservedService.Serve(directory, receiver.Settings);
        var client = directory.User(service.Address);
        var run = await client.HasRun();
        var refused = await client.Get($"/v1/run/{UniqueId.Next()}?access_token=sesame");
        var missing = await client.Get($"/v1/run/{UniqueId.Next()}");
        await service.Stop();

        var answered = receiver.Spans.Single(s => s.TraceId == missing["trace_id"].GetString() && s.Parent.Length == 0);
        Assert.Equal("GET /v1/run/{id}", answered.Name);
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["http.request.method"] = "GET",
                ["http.route"] = "/v1/run/{id}",
                ["http.response.status_code"] = "404",
                ["url.scheme"] = "http",
            },
            answered.Attributes);
        var statement = receiver.Spans.Single(s => s.Parent == answered.Id);
        Assert.Equal((answered.TraceId, "postgresql"), (statement.TraceId, statement.Attributes["db.system.name"]));
        Assert.Contains("from runs", statement.Attributes["db.query.text"], StringComparison.Ordinal);
        Assert.Contains(receiver.Spans, s => s.TraceId == refused["trace_id"].GetString());
        NamesNobody(receiver.Spans.SelectMany(s => s.Attributes.Values), client.Account, run);
    }

    [Fact]
    public async Task Evaluations_are_counted_by_label_and_outcome_and_no_metric_names_an_account()
    {
        await using var service = await ObservedService.Serve(directory, receiver.Settings);
        var client = directory.User(service.Address);
        var (run, label) = (await client.HasRun(), await client.HasBinaryLabel());
        var evaluation = (await client.Records(run, label, 1)).Is(HttpStatusCode.Created);
        await client.Records(run, label, 0);
        (await client.Put(Story.PathOf(evaluation), new { value = 0 })).Is(HttpStatusCode.OK);
        (await client.Delete(Story.PathOf(evaluation))).Is(HttpStatusCode.NoContent);
        (await client.Records(run, label, 7)).Is(HttpStatusCode.UnprocessableEntity, "value_not_allowed");
        (await client.Records(run, UniqueId.Next(), 1)).Is(HttpStatusCode.NotFound, "label_not_found");
        (await new ApiClient(service.Address, null, "").Get("/v1/runs")).Is(HttpStatusCode.Unauthorized);
        await service.Stop();

        Assert.Equal(
            [
                $"changed  {label} 1",
                $"created  {label} 2",
                "refused label_not_found  1",
                $"refused value_not_allowed {label} 1",
                $"retracted  {label} 1",
            ],
            PointsOf("run_evaluations.evaluations.written", "outcome", "error.type", "evaluation_label_id"));
        Assert.Equal(
            ["credential_refused unauthenticated 1"],
            PointsOf("run_evaluations.security.refusals", "event", "error.type"));
        Assert.Contains(
            receiver.Points,
            p => p is { Metric: "http.server.request.duration", Unit: "s" }
                && p.Attributes["http.route"] == "v1/run/{id}/evaluations"
                && p.Attributes["http.response.status_code"] == "201" && p.Value == 2);
        NamesNobody(receiver.Points.SelectMany(p => p.Attributes.Values), client.Account, run);
    }

    [Fact]
    public async Task Each_evaluation_of_a_batch_is_counted_by_its_label_and_outcome()
    {
        await using var service = await ObservedService.Serve(directory, receiver.Settings);
        var client = directory.User(service.Address);
        var (run, one, other) = (await client.HasRun(), await client.HasBinaryLabel(), await client.HasBinaryLabel());
        var path = $"/v1/run/{run}/evaluations/batch";
        object[] mixed =
        [
            new { evaluation_label_id = one, value = 1 }, new { evaluation_label_id = one, value = 0 },
            new { evaluation_label_id = other, value = 1 }, new { evaluation_label_id = other, value = 7 },
            new { value = 1 },
        ];
        foreach (var _ in (int[])[1, 2])
            (await client.Send(HttpMethod.Post, $"{path}?all_or_none=false", mixed, ("Idempotency-Key", "k"))).Is(HttpStatusCode.OK);
        (await client.Post(path, mixed)).Is(HttpStatusCode.UnprocessableEntity, "batch_refused");
        (await client.Post(path, Array.Empty<object>())).Is(HttpStatusCode.BadRequest, "invalid_request");
        await service.Stop();

        Assert.Equal(
            new[]
            {
                $"created  {one} 2", $"created  {other} 1", $"replayed  {one} 2", $"replayed  {other} 1",
                "refused invalid_request  2", "refused not_recorded  3", $"refused value_not_allowed {other} 2",
            }.Order(StringComparer.Ordinal),
            PointsOf("run_evaluations.evaluations.written", "outcome", "error.type", "evaluation_label_id")
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_pool_the_server_and_the_runtime_are_measured_while_the_service_runs()
    {
        string[] settings = [.. receiver.Settings, "--OTEL_METRIC_EXPORT_INTERVAL=200"];
        await using var service = await ObservedService.Serve(directory, settings);
        await directory.User(service.Address).HasRun();

        string[] names =
        [
            "db.client.connection.count", "db.client.operation.duration", "kestrel.active_connections",
            "dotnet.gc.collections", "http.server.active_requests",
        ];
        await Eventually.Is(() => Task.FromResult(names.All(name => receiver.Points.Any(p => p.Metric == name))));

        Assert.All(
            receiver.Points.Where(p => p.Metric == "db.client.connection.count"),
            point => Assert.StartsWith("RunEvaluations", point.Attributes["db.client.connection.pool.name"], StringComparison.Ordinal));
        await service.Stop();
    }

    [Fact]
    public async Task The_lines_of_the_log_arrive_with_the_trace_they_belong_to()
    {
        await using var service = await ObservedService.Serve(directory, receiver.Settings);
        var answer = (await directory.User(service.Address).Get("/v1/nothing")).Is(HttpStatusCode.NotFound);
        await service.Stop();

        var line = Assert.Single(receiver.Lines, l => l.TraceId == answer["trace_id"].GetString());
        Assert.EndsWith(".RequestLog", line.Category, StringComparison.Ordinal);
        Assert.Contains("answered 404", line.Text, StringComparison.Ordinal);
        Assert.Equal(("404", line.TraceId), (line.Attributes["Status"], line.Attributes["TraceId"]));
    }

    [Fact]
    public async Task A_signal_that_is_not_to_be_sent_is_not()
    {
        string[] settings = [.. receiver.Settings, "--OTEL_LOGS_EXPORTER=none", "--OTEL_TRACES_EXPORTER=none"];
        await using var service = await ObservedService.Serve(directory, settings);
        await directory.User(service.Address).HasRun();
        await service.Stop();

        Assert.Equal(["metrics"], receiver.Signals);
    }

    [Fact]
    public async Task A_receiver_that_is_not_there_keeps_nobody_from_working()
    {
        var (settings, nowhere) = (receiver.Settings, receiver);
        receiver = await OtlpReceiver.Start();
        await nowhere.DisposeAsync();
        await using var service = await ObservedService.Serve(directory, settings);
        await directory.User(service.Address).HasRun();

        var end = await service.Stop();

        Assert.Equal((0, ""), (end.ExitCode, end.Error));
    }

    private static void NamesNobody(IEnumerable<string> values, string account, Guid run) =>
        Assert.DoesNotContain(values, value => value == "ada"
            || value.Contains(account, StringComparison.Ordinal)
            || value.Contains($"{run}", StringComparison.Ordinal));

    private IEnumerable<string> PointsOf(string metric, params string[] attributes) =>
        from point in receiver.Points
        where point.Metric == metric
        let values = attributes.Select(name => point.Attributes.GetValueOrDefault(name))
        orderby string.Join(' ', values)
        select $"{string.Join(' ', values)} {point.Value}";
}
