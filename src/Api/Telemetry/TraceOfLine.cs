using RunEvaluations.Api.Errors;
using Serilog.Core;
using Serilog.Events;

namespace RunEvaluations.Api.Telemetry;

/// <summary>Gives each line that is written during a request the trace id that its answer has.</summary>
internal sealed class TraceOfLine : ILogEventEnricher
{
    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        if (TraceId.Current is { } id)
            logEvent.AddPropertyIfAbsent(propertyFactory.CreateProperty("TraceId", id));
    }
}
