using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Json;

namespace RunEvaluations.Api.Telemetry;

/// <summary>
/// Writes one JSON object a line, and keeps lines back until it is told to flush: the console's own writer makes a call
/// to the system for each, which costs more than to make the line.
/// </summary>
internal sealed class JsonLines(Stream output) : ILogEventSink, IDisposable
{
    private const int CharactersKeptBack = 16 * 1024;

    private readonly JsonFormatter formatter = new(renderMessage: true);
    private readonly StreamWriter writer = new(output, bufferSize: CharactersKeptBack);

    public void Emit(LogEvent logEvent) => formatter.Format(logEvent, writer);

    public void Flush() => writer.Flush();

    public void Dispose() => writer.Dispose();
}
