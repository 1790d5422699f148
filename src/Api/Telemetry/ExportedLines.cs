using Serilog.Extensions.Logging;

namespace RunEvaluations.Api.Telemetry;

/// <summary>Hands the lines of the service's log to the exporter: what is sent is what the console shows, no more.</summary>
internal sealed class ExportedLines(ILoggerFactory exporter) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => exporter.CreateLogger(categoryName);

    public LoggerProviderCollection Collected()
    {
        var providers = new LoggerProviderCollection();
        providers.AddProvider(this);
        return providers;
    }

    /// <summary>The exporter is not this one's to end.</summary>
    public void Dispose()
    {
    }
}
