using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Serilog.Core;
using Serilog.Debugging;
using Serilog.Events;
using Serilog.Parsing;

namespace RunEvaluations.Api.Telemetry;

/// <summary>
/// Takes the lines of the log from whoever has something to say, and writes them on a thread of its own: nobody waits
/// for the console. Where lines come faster than they can be written, those that do not fit are counted and lost, and
/// the log says so. The last places are kept for warnings and what is worse.
/// </summary>
internal sealed class LineBuffer : ILogEventSink, IDisposable
{
    public const string LostMetric = "run_evaluations.log.lost";

    /// <summary>How long the end waits for an output that takes nothing.</summary>
    public static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(5);

    /// <summary>Lines that come together are written together, and few of them have to wake the thread.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(10);

    private const int MostTogether = 1000;

    private static readonly MessageTemplate Loss = new MessageTemplateParser().Parse(
        "{Lost} lines of the log were lost, {Warnings} of them warnings or worse: it cannot be written as fast as it comes");

    private readonly Channel<LogEvent> lines = Channel.CreateUnbounded<LogEvent>(
        // The writing thread waits for nothing else, so that whoever wakes it runs none of its work.
        new UnboundedChannelOptions { SingleReader = true, AllowSynchronousContinuations = true });

    private readonly ILogEventSink output;
    private readonly Action flush;
    private readonly TimeProvider time;
    private readonly int places;
    private readonly int placesBelowWarning;
    private readonly Meter meter = new(ServiceMeter.Name);
    private readonly Counter<long> losses;
    private readonly ManualResetEventSlim ending = new();
    private readonly Thread writing;

    private int waiting;
    private long lost;
    private long lostWarnings;

    /// <param name="output">Where the lines go. It is used by one thread, and disposed of at the end.</param>
    /// <param name="flush">Puts out what it has kept back.</param>
    /// <param name="places">How many lines may wait.</param>
    /// <param name="time">For the line that tells of lost ones.</param>
    public LineBuffer(ILogEventSink output, Action flush, int places, TimeProvider time)
    {
        this.output = output;
        this.flush = flush;
        this.time = time;
        this.places = places;
        placesBelowWarning = places - (places / 4);
        losses = meter.CreateCounter<long>(LostMetric, "{line}", "Lines of the log that could not be written.");
        // However the process ends, short of being killed.
        AppDomain.CurrentDomain.UnhandledException += End;
        writing = new Thread(WriteAll) { IsBackground = true, Name = "log" };
        writing.Start();
    }

    /// <summary>Never waits. The line is written as it is now: what has enriched it is in it, and values are copied.</summary>
    public void Emit(LogEvent logEvent)
    {
        if (!HasPlace(logEvent.Level) || !lines.Writer.TryWrite(AsOfNow(logEvent)))
            Lose(logEvent.Level);
    }

    /// <summary>Ends when all lines are out, or when the output has taken too long.</summary>
    public void Dispose()
    {
        AppDomain.CurrentDomain.UnhandledException -= End;
        lines.Writer.TryComplete();
        ending.Set();
        if (!writing.Join(LongestEnd))
            return;

        (output as IDisposable)?.Dispose();
        meter.Dispose();
        ending.Dispose();
    }

    private static LogEvent AsOfNow(LogEvent line) => line.Exception is null
        ? line
        : new LogEvent(
            line.Timestamp,
            line.Level,
            new WrittenException(line.Exception.ToString()),
            line.MessageTemplate,
            line.Properties.Select(p => new LogEventProperty(p.Key, p.Value)),
            line.TraceId ?? default,
            line.SpanId ?? default);

    private bool HasPlace(LogEventLevel level)
    {
        if (Interlocked.Increment(ref waiting) <= (level < LogEventLevel.Warning ? placesBelowWarning : places))
            return true;
        Interlocked.Decrement(ref waiting);
        return false;
    }

    private void Lose(LogEventLevel level)
    {
        Interlocked.Increment(ref lost);
        if (level >= LogEventLevel.Warning)
            Interlocked.Increment(ref lostWarnings);
        losses.Add(1, new KeyValuePair<string, object?>("level", Name(level)));
    }

    private static string Name(LogEventLevel level) => level switch
    {
        LogEventLevel.Fatal => "fatal",
        LogEventLevel.Error => "error",
        LogEventLevel.Warning => "warning",
        LogEventLevel.Information => "information",
        LogEventLevel.Debug => "debug",
        _ => "verbose",
    };

    private void WriteAll()
    {
        while (lines.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            ending.Wait(Gathering);
            for (var together = 1; lines.Reader.TryRead(out var line); together++)
            {
                Interlocked.Decrement(ref waiting);
                Try(() => output.Emit(line), line.Level);
                if (together % MostTogether == 0)
                    PutOut();
            }

            PutOut();
        }

        PutOut();
    }

    private void PutOut()
    {
        var (some, warnings) = (Interlocked.Exchange(ref lost, 0), Interlocked.Exchange(ref lostWarnings, 0));
        if (some > 0)
            Try(() => output.Emit(ALoss(some, warnings)), level: null);
        Try(flush, level: null);
    }

    private LogEvent ALoss(long some, long warnings) => new(
        time.GetLocalNow(),
        LogEventLevel.Warning,
        exception: null,
        Loss,
        [
            new LogEventProperty("Lost", new ScalarValue(some)),
            new LogEventProperty("Warnings", new ScalarValue(warnings)),
            new LogEventProperty(Constants.SourceContextPropertyName, new ScalarValue(typeof(LineBuffer).FullName)),
        ]);

    /// <summary>An output that fails, because a disk is full for one, may work again with the next line.</summary>
    private void Try(Action write, LogEventLevel? level)
    {
        try
        {
            write();
        }
        catch (Exception e)
        {
            SelfLog.WriteLine("A line of the log could not be written: {0}", e);
            if (level is { } known)
                Lose(known);
        }
    }

    private void End(object sender, UnhandledExceptionEventArgs e) => Dispose();
}
