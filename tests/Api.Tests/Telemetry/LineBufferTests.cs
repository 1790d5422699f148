using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using RunEvaluations.Api.Telemetry;
using RunEvaluations.Api.Tests.Security;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace RunEvaluations.Api.Tests.Telemetry;

public sealed class LineBufferTests : IDisposable
{
    private readonly SlowOutput output = new();

    public void Dispose() => output.Dispose();

    [Fact]
    public async Task What_does_not_fit_is_lost_and_counted_and_nobody_waits()
    {
        var counted = new ConcurrentQueue<string>();
        using var listener = new MeterListener { InstrumentPublished = Listen };
        listener.SetMeasurementEventCallback<long>((_, lost, tags, _) => counted.Enqueue($"{tags[0].Value} {lost}"));
        listener.Start();

        using (var log = Log(places: 100))
        {
            await output.IsHeld(log);
            for (var i = 0; i < 100; i++)
                log.Information("line {Number}", i);
            for (var i = 0; i < 30; i++)
                log.Warning("warning {Number}", i);
            output.GoOn();
        }

        string[] expected =
        [
            "held", .. Numbered("line", 75), .. Numbered("warning", 25),
            "30 lines of the log were lost, 5 of them warnings or worse: it cannot be written as fast as it comes",
        ];
        Assert.Equal(expected, output.Lines);
        Assert.Equal(["information 1", "warning 1"], counted.Distinct().Order());
        Assert.Equal((25, 5), (counted.Count(c => c == "information 1"), counted.Count(c => c == "warning 1")));
        Assert.Equal(LogEventLevel.Warning, output.Last!.Level);
    }

    [Fact]
    public async Task Nothing_else_is_lost_and_each_writers_lines_stay_in_order()
    {
        using (var log = Log(places: 100_000))
        {
            output.GoOn();
            await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(() =>
            {
                for (var i = 0; i < 2000; i++)
                    log.ForContext("Writer", writer).Information("{Writer} {Number}", writer, i);
            })));
        }

        Assert.Equal(16_000, output.Lines.Count);
        foreach (var writer in Enumerable.Range(0, 8))
            Assert.Equal(Numbered($"{writer}", 2000), output.Lines.Where(l => l.StartsWith($"{writer} ", StringComparison.Ordinal)));
        Assert.True(output.IsFlushed);
        Assert.True(output.IsClosed);
    }

    [Fact]
    public async Task A_line_says_what_was_so_when_it_was_written()
    {
        var (names, exception) = (new List<string> { "before" }, new Changing { Text = "before" });
        using (var log = Log(places: 100))
        {
            await output.IsHeld(log);
            log.Error(exception, "{Names} {Changing}", names, exception);
            (names[0], exception.Text) = ("after", "after");
            output.GoOn();
        }

        Assert.Equal("[\"before\"] \"before\"", output.Lines.Last());
        Assert.Equal("before", output.Last!.Exception!.ToString());
    }

    [Fact]
    public void A_line_that_cannot_be_written_is_counted_and_those_after_it_are_written()
    {
        using (var log = Log(places: 100))
        {
            output.GoOn();
            log.Error("fails");
            log.Information("works");
        }

        Assert.Equal("works", output.Lines.First());
        Assert.StartsWith("1 lines of the log were lost, 1 of them", output.Lines.Last(), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Numbered(string text, int count) =>
        Enumerable.Range(0, count).Select(i => $"{text} {i}");

    private static void Listen(Instrument instrument, MeterListener listener)
    {
        if (instrument.Meter.Name == ServiceMeter.Name && instrument.Name == LineBuffer.LostMetric)
            listener.EnableMeasurementEvents(instrument);
    }

    private Logger Log(int places) => new LoggerConfiguration()
        .WriteTo.Sink(new LineBuffer(output, output.Flush, places, new SettableTime()))
        .CreateLogger();

    private sealed class Changing : Exception
    {
        public string Text { get; set; } = "";

        public override string ToString() => Text;
    }

    /// <summary>Takes no line until it is told to.</summary>
    private sealed class SlowOutput : ILogEventSink, IDisposable
    {
        private readonly TaskCompletionSource held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim gate = new();

        public ConcurrentQueue<string> Lines { get; } = [];

        public LogEvent? Last { get; private set; }

        public bool IsFlushed { get; private set; }

        public bool IsClosed { get; private set; }

        public async Task IsHeld(Logger log)
        {
            log.Information("held");
            await held.Task;
        }

        public void GoOn() => gate.Set();

        public void Emit(LogEvent logEvent)
        {
            held.TrySetResult();
            gate.Wait();
            var text = logEvent.RenderMessage(System.Globalization.CultureInfo.InvariantCulture);
            if (text == "fails")
                throw new IOException("There is no room.");
            (Last, IsFlushed) = (logEvent, false);
            Lines.Enqueue(text);
        }

        public void Flush() => IsFlushed = true;

        public void Dispose() => IsClosed = true;
    }
}
