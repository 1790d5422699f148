using MediatR;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace RunEvaluations.Api.Limits;

internal static class LimitSetup
{
    public static void AddLimits(this IServiceCollection services, LimitSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton<AccountLimits>();
        services.AddScoped<DatabaseWait>();
        services.AddScoped<StreamedPlace>();
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(DatabasePlaces<,>));
        services.Configure<KestrelServerOptions>(server =>
        {
            var slowest = new MinDataRate(settings.MinBytesPerSecond, settings.SlownessGrace);
            server.Limits.RequestHeadersTimeout = settings.HeadersTimeout;
            server.Limits.MinRequestBodyDataRate = slowest;
            server.Limits.MinResponseDataRate = slowest;
            server.Limits.MaxConcurrentConnections = settings.MaxConnections;
        });
    }

    /// <summary>Bounds how long a request waits for the database. Before authentication, which may ask it too.</summary>
    /// <param name="app">What is put together.</param>
    /// <param name="longest">The whole time until an answer; a tenth is left for the answer itself.</param>
    public static void UseDatabaseWait(this IApplicationBuilder app, TimeSpan longest) => app.Use((context, next) =>
    {
        context.RequestServices.GetRequiredService<DatabaseWait>().LimitTo(longest * 0.9);
        return next(context);
    });
}
