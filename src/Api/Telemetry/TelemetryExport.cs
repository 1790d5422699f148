using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace RunEvaluations.Api.Telemetry;

/// <summary>
/// Sends traces, metrics and logs over OTLP, where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says whereto. What is left is sent
/// when this is disposed of, so it has to outlive whatever it reports on.
/// </summary>
internal sealed class TelemetryExport : IDisposable
{
    private static readonly string[] Meters =
    [
        ServiceMeter.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Npgsql", "System.Runtime",
    ];

    private static readonly string[] Traced = ["Microsoft.AspNetCore", "Npgsql"];

    private readonly OpenTelemetrySdk sdk;

    private TelemetryExport(OpenTelemetrySdk sdk, ILoggerFactory? logs) => (this.sdk, Logs) = (sdk, logs);

    /// <summary>Takes log lines as they are to be sent; null where logs are not.</summary>
    public ILoggerFactory? Logs { get; }

    /// <summary>Null where no endpoint is named: nothing listens then, and nothing is measured.</summary>
    /// <exception cref="Settings.SettingException">A variable would be passed over by the library without a word.</exception>
    public static TelemetryExport? Start(IConfiguration settings)
    {
        if (!OtlpVariables.NameAnEndpoint(settings))
            return null;

        // The framework would put the path on the span of a request; RequestSpan says what may be there.
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", true);
        var logs = OtlpVariables.Send(settings, "LOGS");
        var sdk = OpenTelemetrySdk.Create(telemetry =>
        {
            telemetry.Services.AddSingleton(settings);
            telemetry.ConfigureResource(Describe);
            if (OtlpVariables.Send(settings, "TRACES"))
                telemetry.WithTracing(traces => traces.AddSource(Traced));
            if (OtlpVariables.Send(settings, "METRICS"))
                telemetry.WithMetrics(metrics => metrics.AddMeter(Meters));
            if (logs)
                telemetry.WithLogging(null, lines => lines.IncludeFormattedMessage = true);
            // The service's own log has decided already what is worth a line.
            telemetry.Services.AddLogging(lines => lines.SetMinimumLevel(LogLevel.Trace));
            telemetry.UseOtlpExporter();
        });
        return new TelemetryExport(sdk, logs ? sdk.GetLoggerFactory() : null);
    }

    public void Dispose() => sdk.Dispose();

    /// <summary>What <c>OTEL_SERVICE_NAME</c> and <c>OTEL_RESOURCE_ATTRIBUTES</c> say comes last, and counts.</summary>
    private static void Describe(ResourceBuilder resource) => resource
        .Clear()
        .AddTelemetrySdk()
        .AddService("run-evaluations", serviceVersion: typeof(TelemetryExport).Assembly.GetName().Version?.ToString(3))
        .AddEnvironmentVariableDetector();
}
