using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace RunEvaluations.Api.Tests.Security;

/// <summary>Keeps everything that is logged, exceptions and all.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> lines = [];

    public IEnumerable<string> From(LogLevel level) => lines.Where(line => line.Level >= level).Select(line => line.Text);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        lines.Enqueue((logLevel, $"{formatter(state, exception)} {exception}"));

    public void Dispose()
    {
    }
}
