using Microsoft.Extensions.Configuration;
using RunEvaluations.Api.Settings;
using RunEvaluations.Api.Telemetry;

namespace RunEvaluations.Api.Tests.Telemetry;

public sealed class OtlpVariablesTests
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("http://localhost:4317", "true")]
    public void Without_an_endpoint_nothing_listens(string? endpoint, string? disabled) =>
        Assert.Null(TelemetryExport.Start(Settings((Endpoint, endpoint), ("OTEL_SDK_DISABLED", disabled))));

    [Theory]
    [InlineData(Endpoint, "localhost:4317")]
    [InlineData(Endpoint, "collector")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "/v1/traces")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "http")]
    [InlineData("OTEL_EXPORTER_OTLP_LOGS_PROTOCOL", "http/json")]
    [InlineData("OTEL_METRICS_EXPORTER", "prometheus")]
    public void What_the_library_would_pass_over_is_refused(string variable, string value)
    {
        var settings = Settings((Endpoint, "http://localhost:4317"), (variable, value));
        Assert.Equal(variable, Assert.Throws<SettingException>(() => TelemetryExport.Start(settings)).Setting);
    }

    private static IConfiguration Settings(params (string Name, string? Value)[] values) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(values.GroupBy(v => v.Name, v => v.Value).ToDictionary(v => v.Key, v => v.Last()))
            .Build();
}
