using RunEvaluations.Api.Hosting;

namespace RunEvaluations.Api.Commands;

/// <summary>What a command needs that asks as a request does: the whole application, beside a running service or alone.</summary>
internal static class CommandScope
{
    public static async Task<int> Run(
        string[] arguments, Func<IServiceProvider, Task<int>> work, CancellationToken cancellationToken)
    {
        var builder = ServiceHost.CreateBuilder(arguments);
        using var loggers = builder.AddServiceLog(toStandardError: true);
        var settings = ServiceSettings.Read(builder);
        await using var database = new Database(settings, loggers);
        await using var app = ServiceHost.Build(builder, settings, () => database.Connections);
        await database.Open(besideService: true, cancellationToken);
        using var scope = app.Services.CreateScope();
        return await work(scope.ServiceProvider);
    }
}
