using RunEvaluations.Api.Settings;
using RunEvaluations.Api.Telemetry;
using Serilog;
using Serilog.Configuration;
using Serilog.Core;
using Serilog.Events;
using Serilog.Extensions.Logging;

namespace RunEvaluations.Api.Hosting;

internal static class ServiceLog
{
    private const string Template = "{Timestamp:HH:mm:ss.fff} {Level:u3} {Message:lj} {TraceId}{NewLine}{Exception}";

    /// <summary>
    /// Logs to the console: text in Development, one JSON object a line elsewhere. The framework speaks up from
    /// Warning; the section <c>Serilog</c> of the settings changes that. Lines go through a <see cref="LineBuffer"/>,
    /// whose last ones are out when what is returned has been disposed of.
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
        var places = builder.Configuration.Read<LogSettings>(LogSettings.Section).Buffer;
        logger = builder.Environment.IsDevelopment()
            ? AddText(logger, toStandardError, places)
            : AddJson(logger, toStandardError ? Console.OpenStandardError() : Console.OpenStandardOutput(), places);
        if (telemetry?.Logs is { } exported)
            logger = logger.WriteTo.Providers(new ExportedLines(exported).Collected());

        var log = Create(logger, builder.Configuration);
        builder.Logging.ClearProviders();
        builder.Logging.AddSerilog(log);
        return new SerilogLoggerFactory(log, dispose: true);
    }

    private static LoggerConfiguration AddText(LoggerConfiguration logger, bool toStandardError, int places) =>
        LoggerSinkConfiguration.Wrap(
            logger.WriteTo,
            console => new LineBuffer(console, flush: () => { }, places, TimeProvider.System),
            sinks => sinks.Console(
                outputTemplate: Template,
                formatProvider: System.Globalization.CultureInfo.InvariantCulture,
                standardErrorFromLevel: toStandardError ? LogEventLevel.Verbose : null),
            LevelAlias.Minimum,
            levelSwitch: null);

    private static LoggerConfiguration AddJson(LoggerConfiguration logger, Stream output, int places)
    {
        var lines = new JsonLines(output);
        return logger.WriteTo.Sink(new LineBuffer(lines, lines.Flush, places, TimeProvider.System));
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
