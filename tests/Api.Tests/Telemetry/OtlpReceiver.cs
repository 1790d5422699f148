using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace RunEvaluations.Api.Tests.Telemetry;

internal sealed record Span(string Name, string TraceId, string Id, string Parent, Dictionary<string, string> Attributes);

internal sealed record Point(string Metric, string Unit, ulong Value, Dictionary<string, string> Attributes);

internal sealed record Line(string Category, string Text, string TraceId, Dictionary<string, string> Attributes);

/// <summary>Takes OTLP over HTTP on the loopback interface, and reads what has come.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Signal, byte[] Message)> received = [];
    private readonly WebApplication app;

    private OtlpReceiver(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.Single());

    /// <summary>What a service has to be told to send here.</summary>
    public string[] Settings =>
        [$"--OTEL_EXPORTER_OTLP_ENDPOINT={Address}", "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf"];

    public IEnumerable<string> Signals => received.Select(r => r.Signal).Distinct();

    /// <summary>Every byte that has come, as text as far as it is.</summary>
    public string Everything => string.Join('\n', received.Select(r => Encoding.UTF8.GetString(r.Message)));

    public IReadOnlyList<Span> Spans =>
    [
        .. Messages("traces").SelectMany(m => m.All(1, 2, 2))
            .Select(s => new Span(s.Text(5), s.Hex(1), s.Hex(2), s.Hex(4), s.Attributes(9))),
    ];

    /// <summary>Of sums and gauges the value, of histograms the count. Attributes are 7 of the former, 9 of the latter.</summary>
    public IReadOnlyList<Point> Points =>
    [
        .. from message in Messages("metrics")
           from metric in message.All(1, 2, 2)
           from point in metric.All(5, 1).Concat(metric.All(7, 1)).Select(p => (Value: p.Number(6), Attributes: p.Attributes(7)))
               .Concat(metric.All(9, 1).Select(p => (Value: p.Number(4), Attributes: p.Attributes(9))))
           select new Point(metric.Text(1), metric.Text(3), point.Value, point.Attributes),
    ];

    public IReadOnlyList<Line> Lines =>
    [
        .. from message in Messages("logs")
           from scope in message.All(1, 2)
           from line in scope[2]
           select new Line(
               scope[1].Single().Text(1), line[5].Single().AnyValue(), line.Hex(9), line.Attributes(6)),
    ];

    public static async Task<OtlpReceiver> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new OtlpReceiver(app);
        app.MapPost("/v1/{signal}", async (string signal, HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            receiver.received.Enqueue((signal, body.ToArray()));
        });
        await app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private IEnumerable<Proto> Messages(string signal) =>
        received.Where(r => r.Signal == signal).Select(r => new Proto(r.Message));
}
