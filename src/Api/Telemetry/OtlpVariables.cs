using RunEvaluations.Api.Settings;

namespace RunEvaluations.Api.Telemetry;

/// <summary>
/// The variables of OpenTelemetry that the service looks at itself; the library reads these and all others. It would
/// pass over a value that it cannot read, and send to localhost.
/// </summary>
internal static class OtlpVariables
{
    private static readonly string[] Signals = ["", "TRACES_", "METRICS_", "LOGS_"];

    private static readonly string[] Protocols = ["grpc", "http/protobuf"];

    public static bool NameAnEndpoint(IConfiguration settings)
    {
        foreach (var signal in Signals)
        {
            Check(settings, $"OTEL_EXPORTER_OTLP_{signal}ENDPOINT", IsAddress, "must be an address, as http://localhost:4317.");
            Check(settings, $"OTEL_EXPORTER_OTLP_{signal}PROTOCOL", Protocols.Contains, "must be grpc or http/protobuf.");
        }

        var isOff = bool.TryParse(settings["OTEL_SDK_DISABLED"], out var disabled) && disabled;
        return !isOff && !string.IsNullOrWhiteSpace(settings["OTEL_EXPORTER_OTLP_ENDPOINT"]);
    }

    /// <summary>Whether a signal is to be sent: <c>OTEL_LOGS_EXPORTER=none</c> keeps it here.</summary>
    public static bool Send(IConfiguration settings, string signal)
    {
        var variable = $"OTEL_{signal}_EXPORTER";
        Check(settings, variable, value => value is "otlp" or "none", "must be otlp or none.");
        return settings[variable] != "none";
    }

    private static void Check(IConfiguration settings, string variable, Predicate<string> fits, string rule)
    {
        if (settings[variable] is { } value && !string.IsNullOrWhiteSpace(value) && !fits(value))
            throw new SettingException(variable, rule);
    }

    private static bool IsAddress(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https");
}
