using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using RunEvaluations.Api.Hosting;
using RunEvaluations.Api.Settings;
using RunEvaluations.Infrastructure.Database;

namespace RunEvaluations.Api.Commands;

internal static class ServeCommand
{
    public static async Task<int> Run(string[] settings, CancellationToken cancellationToken)
    {
        var builder = ServiceHost.CreateBuilder(settings);
        using var loggers = builder.AddServiceLog();
        await using var database = await Database.Open(builder, loggers, besideService: false, cancellationToken);
        await using var app = ServiceHost.Build(builder, database.ConnectionString);

        if (builder.Configuration.GetValue("Database:MigrateOnStart", true))
            await MigrateCommand.Migrate(app.Services.GetRequiredService<Migrator>(), cancellationToken);

        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException e)
        {
            throw new SettingException("urls", $"names an address that cannot be listened on: {e.Message}");
        }

        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        if (app.Environment.IsDevelopment())
            FirstSteps.Print(addresses.First(), builder.Configuration);
        else
            app.Logger.LogInformation("Listening on {Addresses}", addresses);

        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }
}
