using Microsoft.Extensions.Diagnostics.HealthChecks;
using RunEvaluations.Api.Errors;
using RunEvaluations.Api.Health;
using RunEvaluations.Api.Humanloop;
using RunEvaluations.Api.Imports;
using RunEvaluations.Api.Input;
using RunEvaluations.Api.Limits;
using RunEvaluations.Api.OpenApi;
using RunEvaluations.Api.Security;
using RunEvaluations.Api.Settings;
using RunEvaluations.Api.Telemetry;
using RunEvaluations.Application;
using RunEvaluations.Infrastructure;
using RunEvaluations.Infrastructure.Database;
using RunEvaluations.Infrastructure.Database.Embedded;

namespace RunEvaluations.Api.Hosting;

/// <summary>Puts the service together: the one place that knows every layer.</summary>
internal static class ServiceHost
{
    private const string DefaultUrl = "http://127.0.0.1:5080";

    private static readonly TimeSpan LongestWaitForDatabase = TimeSpan.FromSeconds(3);

    /// <summary>Reads the settings: appsettings.json in the working directory, the environment, the arguments.</summary>
    public static WebApplicationBuilder CreateBuilder(string[] settings)
    {
        var builder = Read(settings);
        builder.WebHost.UseKestrel(server => server.AddServerHeader = false);
        if (builder.Configuration["urls"] is null
            && builder.Configuration["http_ports"] is null
            && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
            builder.WebHost.UseUrls(DefaultUrl);
        return builder;
    }

    /// <summary>Refuses what is wrong with the settings; the database need not be open before the start.</summary>
    public static WebApplication Build(
        WebApplicationBuilder builder, ServiceSettings settings, Func<DatabaseConnections> connections)
    {
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddServiceMeter();
        // Before the pipeline of the application: all that asks the database is to be inside.
        services.AddLimits(settings.Limits, settings.Statistics.Timeout);
        services.AddApplication();
        services.AddInfrastructure(connections, settings.Database.Timeout);
        services.AddStatisticsTimeout(settings.Statistics.Timeout);
        services.AddGathering(settings.Database.GatherCreates, settings.Limits.WaitingCreates);
        services.AddHostedService(p => ActivatorUtilities.CreateInstance<PeriodicCleanUp>(p, connections, settings.CleanUp.Interval));
        if (settings.Database.ReadFrom is ReadFrom.Standby)
            services.AddStandbyReads(settings.Database.MaxStaleness);

        var dataDirectory = DataDirectory.Resolve(settings.Embedded.DataDirectory);
        services.AddTokenAuthentication(settings.Authentication, builder.Environment, dataDirectory);
        services.AddScoped<IEvaluatorGate, EvaluatorGate>();
        services.AddAuthorization();

        services.AddControllers()
            .AddApplicationPart(typeof(ServiceHost).Assembly)
            .AddStrictInput(settings.Limits);
        services.AddHumanloop();
        services.AddSingleton<ImportLines>();
        services.AddScoped<ImportIntake>();
        services.AddSingleton(settings.Concurrency);
        services.AddSingleton(settings.Idempotency);
        services.AddSingleton(RecordMappings.Of(typeof(ServiceHost).Assembly));
        services.AddApiDocument();
        AddHealth(services, settings.Shutdown);

        var app = builder.Build();
        var draining = app.Services.GetRequiredService<DrainingCheck>();
        app.Use((context, next) =>
        {
            draining.Note(context);
            return next(context);
        });
        app.UseMiddleware<RequestLog>();
        app.UseMiddleware<SecurityLog>();
        app.UseErrorBodies();
        app.UseRouting();
        app.UseDatabaseWait(settings.Database.Timeout);
        if (settings.Database.ReadFrom is ReadFrom.Standby)
            app.UseMiddleware<Staleness>();
        app.UseAuthentication();
        app.UseMiddleware<AccountRate>();
        app.UseAuthorization();
        app.MapControllers().RequireAuthorization();
        app.MapHealth();
        app.MapApiDocument();
        return app;
    }

    private static void AddHealth(IServiceCollection services, ShutdownSettings settings)
    {
        services.Configure<HostOptions>(host => host.ShutdownTimeout = settings.Timeout + DrainingCheck.Longest(settings.ReadinessDelay));
        services.AddSingleton(p => new DrainingCheck(p.GetRequiredService<TimeProvider>(), settings.ReadinessDelay));
        services.AddHostedService(p => p.GetRequiredService<DrainingCheck>());
        services.AddHealthChecks()
            .AddCheck<DrainingCheck>("accepting")
            .Add(new HealthCheckRegistration(
                "database",
                p => new DatabaseCheck(p.GetRequiredService<DatabaseState>().IsUpToDate, LongestWaitForDatabase),
                failureStatus: null,
                tags: null));
    }

    private static WebApplicationBuilder Read(string[] settings)
    {
        try
        {
            // Settings are read once: a file that changes under the service must not change half of it.
            return WebApplication.CreateBuilder([.. settings, "--hostBuilder:reloadConfigOnChange=false"]);
        }
        catch (InvalidDataException e)
        {
            // The outer message names the file, the innermost one the line.
            throw new StartupException($"{e.Message} {e.GetBaseException().Message}", e);
        }
        catch (DirectoryNotFoundException)
        {
            throw new SettingException("contentRoot", "names a directory that does not exist.");
        }
    }
}
