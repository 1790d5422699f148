using System.Text.Json;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Telemetry;

[Collection(ProgramCollections.Services)]
public sealed class TraceOfLineTests : IDisposable
{
    private readonly ProgramDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task Every_line_of_a_request_has_the_trace_id_of_its_answer()
    {
        await using var service = await ObservedService.Serve(directory, ObservedService.EveryLine);
        var client = directory.User(service.Address);
        var answers = new List<string>();
        foreach (var sent in (string?[])[null, UniqueId.Next().ToString("N")])
        {
            // Sampled or not: the id is the caller's.
            (string, string)[] headers = sent is null ? [] : [("traceparent", $"00-{sent}-00f067aa0ba902b7-00")];
            foreach (var path in (string[])["/v1/nothing", $"/v1/run/{UniqueId.Next()}", "/v1/runs?limit=none"])
                answers.Add((await client.Send(HttpMethod.Get, path, null, headers))["trace_id"].GetString()!);
            Assert.True(sent is null || answers[^3..].All(id => id == sent));
        }

        var end = await service.Stop();

        var lines =
            from line in end.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            let properties = JsonDocument.Parse(line).RootElement.GetProperty("Properties")
            where properties.TryGetProperty("RequestId", out _)
            group (properties.TryGetProperty("TraceId", out var id) ? id.GetString()! : "none")
                by properties.GetProperty("RequestId").GetString();
        var requests = lines.ToList();
        Assert.Equal(answers.Count, requests.Count);
        Assert.All(requests, request => Assert.InRange(request.Count(), 5, 1000));
        Assert.Equal(answers.Order(), requests.Select(request => Assert.Single(request.Distinct())).Order());
    }

    [Fact]
    public async Task A_line_of_text_ends_with_it()
    {
        await using var service = await ProgramProcess.Serve(directory);
        var answer = await directory.User(service.Address).Get("/v1/nothing");
        var end = await service.Stop();

        var line = Assert.Single(end.Output.Split('\n'), l => l.Contains("answered 404", StringComparison.Ordinal));
        Assert.EndsWith($" {answer["trace_id"].GetString()}", line, StringComparison.Ordinal);
    }
}
