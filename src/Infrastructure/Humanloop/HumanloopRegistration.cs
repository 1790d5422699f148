using Microsoft.Extensions.DependencyInjection;
using RunEvaluations.Application.Humanloop.Files;
using RunEvaluations.Application.Humanloop.Logs;
using RunEvaluations.Application.Humanloop.Suites;

namespace RunEvaluations.Infrastructure.Humanloop;

/// <summary>Registers the ports of Humanloop's API.</summary>
internal static class HumanloopRegistration
{
    public static void AddHumanloop(this IServiceCollection services)
    {
        services.AddScoped<IFileRepository, FileRepository>();
        services.AddScoped<IVersionRepository, VersionRepository>();
        services.AddScoped<IDeploymentRepository, DeploymentRepository>();
        services.AddScoped<IDatasetRepository, DatasetRepository>();
        services.AddScoped<ILogRepository, LogRepository>();
        services.AddScoped<ISuiteRepository, SuiteRepository>();
        services.AddScoped<IExperimentRepository, ExperimentRepository>();
        services.AddScoped<IExperimentFigures, ExperimentCounts>();
        services.AddScoped<ExperimentTally>();
        services.AddSingleton<KeptFigures>();
    }
}
