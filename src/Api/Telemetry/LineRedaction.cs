using Serilog.Core;
using Serilog.Events;

namespace RunEvaluations.Api.Telemetry;

/// <summary>
/// Takes from the lines of the framework what a caller has written, at whatever level they are asked for: paths hold
/// ids, and paths, queries and arguments whatever a caller puts there. The lines stay, and name what is left out.
/// </summary>
internal sealed class LineRedaction : ILogEventEnricher
{
    private static readonly string[] Written =
        ["Method", "Path", "PathBase", "QueryString", "Host", "ContentType", "Arguments"];

    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        // The server adds it to whatever is logged during a request.
        logEvent.RemovePropertyIfPresent("RequestPath");
        if (!Category(logEvent).StartsWith("Microsoft.", StringComparison.Ordinal))
            return;

        foreach (var name in Written)
            logEvent.RemovePropertyIfPresent(name);
    }

    /// <summary>Whether a line is nothing but a quotation: of the bytes that the server could not read as a request.</summary>
    public static bool Quotes(LogEvent logEvent) =>
        Category(logEvent) == "Microsoft.AspNetCore.Server.Kestrel.BadRequests";

    private static string Category(LogEvent logEvent) =>
        logEvent.Properties.TryGetValue("SourceContext", out var context)
            && context is ScalarValue { Value: string category }
            ? category
            : "";
}
