using RunEvaluations.Api.Settings;
using RunEvaluations.Api.Telemetry;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Serilog.Formatting.Json;

namespace RunEvaluations.Api.Hosting;

internal static class ServiceLog
{
    private const string Template = "{Timestamp:HH:mm:ss.fff} {Level:u3} {Message:lj} {TraceId}{NewLine}{Exception}";

    /// <summary>
    /// Logs to the console: text in Development, one JSON object a line elsewhere. The framework speaks up from
    /// Warning; the section <c>Serilog</c> of the settings changes that.
    /// </summary>
    /// <param name="builder">What is being put together.</param>
    /// <param name="toStandardError">Leaves standard output to what a command prints.</param>
    /// <param name="telemetry">Gets each line too, if there is any.</param>
    /// <returns>The same log, for what happens before the service is put together and after it has ended.</returns>
    public static ILoggerFactory AddServiceLog(this WebApplicationBuilder builder, bool toStandardError = false, TelemetryExport? telemetry = null)
    {
        var logger = new LoggerConfiguration()
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("System", LogEventLevel.Warning)
            .MinimumLevel.Override("Npgsql", LogEventLevel.Warning)
            // Refused credentials are answered and counted by status; each with a stack trace would only be noise.
            .MinimumLevel.Override("Microsoft.AspNetCore.Authentication", LogEventLevel.Fatal)
            // What it logs it throws as well, and that is shown.
            .MinimumLevel.Override("Microsoft.Extensions.Hosting.Internal.Host", LogEventLevel.Fatal)
            .Filter.ByExcluding(LineRedaction.Quotes)
            .Enrich.With<LineRedaction>()
            .Enrich.With<TraceOfLine>();
        var errorsFrom = toStandardError ? LogEventLevel.Verbose : (LogEventLevel?)null;
        logger = builder.Environment.IsDevelopment()
            ? logger.WriteTo.Console(
                outputTemplate: Template,
                formatProvider: System.Globalization.CultureInfo.InvariantCulture,
                standardErrorFromLevel: errorsFrom)
            : logger.WriteTo.Console(new JsonFormatter(renderMessage: true), standardErrorFromLevel: errorsFrom);
        if (telemetry?.Logs is { } exported)
            logger = logger.WriteTo.Providers(new ExportedLines(exported).Collected());

        var log = Create(logger, builder.Configuration);
        builder.Logging.ClearProviders();
        builder.Logging.AddSerilog(log);
        return new SerilogLoggerFactory(log, dispose: true);
    }

    private static Logger Create(LoggerConfiguration logger, IConfiguration settings)
    {
        try
        {
            return logger.ReadFrom.Configuration(settings).CreateLogger();
        }
        catch (InvalidOperationException e)
        {
            throw new SettingException("Serilog", $"cannot be read: {e.Message}");
        }
    }
}
