using Microsoft.Extensions.DependencyInjection;
using RunEvaluations.Application.Humanloop.Files;
using RunEvaluations.Application.Humanloop.Logs;
using RunEvaluations.Application.Humanloop.Suites;

namespace RunEvaluations.Application.Humanloop;

/// <summary>Registers what the slices of Humanloop's API share; the slices themselves are found by the scan.</summary>
internal static class HumanloopRegistration
{
    public static void AddHumanloop(this IServiceCollection services)
    {
        services.AddTransient<NewVersions>();
        services.AddTransient<LogVersions>();
        services.AddTransient<LogReferences>();
        services.AddTransient<LogReading>();
        services.AddTransient<LogChanges>();
        services.AddTransient<JudgedLogs>();
        services.AddTransient<SuiteReading>();
        services.AddTransient<SuiteEvaluators>();
    }
}
