using MediatR;

namespace RunEvaluations.Api.Telemetry;

internal static class TelemetryRegistration
{
    /// <summary>
    /// Counts what the service does. Call it before the application is added: the pipeline is built in the order of
    /// registration, and a write that any other step refuses is to be counted too.
    /// </summary>
    public static IServiceCollection AddServiceMeter(this IServiceCollection services)
    {
        services.AddSingleton<ServiceMeter>();
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(EvaluationCount<,>));
        return services;
    }
}
