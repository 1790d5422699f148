using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using RunEvaluations.Api.Hosting;
using RunEvaluations.Api.Settings;
using RunEvaluations.Api.Telemetry;
using RunEvaluations.Infrastructure.Database;

namespace RunEvaluations.Api.Commands;

internal static class ServeCommand
{
    public static async Task<int> Run(string[] arguments, CancellationToken cancellationToken)
    {
        var builder = ServiceHost.CreateBuilder(arguments);
        using var telemetry = TelemetryExport.Start(builder.Configuration);
        using var loggers = builder.AddServiceLog(telemetry: telemetry);
        var settings = ServiceSettings.Read(builder);
        await using var database = new Database(settings, loggers);
        await using var app = ServiceHost.Build(builder, settings, () => database.Connections);

        await database.Open(besideService: false, cancellationToken);
        if (settings.Database.MigrateOnStart)
            await MigrateCommand.Migrate(app.Services.GetRequiredService<Migrator>(), cancellationToken);
        await CheckRole(app, cancellationToken);
        await Start(app, cancellationToken);

        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        if (app.Environment.IsDevelopment())
            FirstSteps.Print(addresses, app);
        else
            app.Logger.LogInformation("Listening on {Addresses}", addresses);

        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }

    /// <summary>Row-level security holds neither superusers nor who may take it away: only Development lives with that.</summary>
    private static async Task CheckRole(WebApplication app, CancellationToken cancellationToken)
    {
        var state = app.Services.GetRequiredService<DatabaseState>();
        if (await MigrateCommand.Using(state.UnsafeRole, cancellationToken) is not { } reason)
            return;
        if (!app.Environment.IsDevelopment())
            throw new SettingException(
                ServiceSettings.ConnectionStringName,
                $"names a role that {reason}, which row-level security does not hold: use run_evaluations_service, or a member of it.");
        app.Logger.LogWarning("The role of the database {Reason}: row-level security does not hold it.", reason);
    }

    private static async Task Start(WebApplication app, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (Exception e) when (
            e is IOException or System.Net.Sockets.SocketException or UnauthorizedAccessException
                or FormatException or ArgumentException or InvalidOperationException)
        {
            // Nothing else is started with the host than its server, which checks its addresses only then.
            var setting = app.Configuration.GetSection("Kestrel:Endpoints").Exists() ? "Kestrel:Endpoints" : "urls";
            throw new SettingException(setting, $"names an address that cannot be listened on: {e.Message}");
        }
    }
}
