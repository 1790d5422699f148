using MediatR;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace RunEvaluations.Api.Limits;

internal static class LimitSetup
{
    /// <summary>The links of figures spell a selection out: 63 KB where each part of it is as long as it may be.</summary>
    public const int RequestLineBytes = 64 * 1024;

    /// <param name="services">Where to register.</param>
    /// <param name="settings">What there is of everything.</param>
    /// <param name="longest">How long a request that reads much may take.</param>
    public static void AddLimits(this IServiceCollection services, LimitSettings settings, TimeSpan longest)
    {
        services.AddSingleton(settings);
        services.AddSingleton(new LongRequestSettings(longest));
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
            server.Limits.MaxRequestLineSize = RequestLineBytes;
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
