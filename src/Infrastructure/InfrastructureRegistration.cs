using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Application.Evaluators;
using RunEvaluations.Application.Labels;
using RunEvaluations.Application.Runs;
using RunEvaluations.Infrastructure.Database;
using RunEvaluations.Infrastructure.Evaluations;
using RunEvaluations.Infrastructure.Evaluators;
using RunEvaluations.Infrastructure.Labels;
using RunEvaluations.Infrastructure.Runs;

namespace RunEvaluations.Infrastructure;

public static class InfrastructureRegistration
{
    /// <summary>Registers the repositories, the migrator and the one data source that they share.</summary>
    public static IServiceCollection AddInfrastructure(this IServiceCollection services, string connectionString)
    {
        TypeHandlers.Register();
        services.AddSingleton(provider => Open(connectionString, provider.GetService<ILoggerFactory>()));
        services.AddSingleton<Migrator>();
        services.AddSingleton<IEvaluationRepository, EvaluationRepository>();
        services.AddSingleton<IRunRepository, RunRepository>();
        services.AddSingleton<ILabelRepository, LabelRepository>();
        services.AddSingleton<IEvaluatorRepository, EvaluatorRepository>();
        return services;
    }

    private static NpgsqlDataSource Open(string connectionString, ILoggerFactory? loggers)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "RunEvaluations" };

        // Statements are prepared once a connection has seen them twice, and a connection that goes back to the pool
        // keeps them: no statement of ours leaves state behind that a reset would have to clear.
        if (!settings.ContainsKey("Max Auto Prepare"))
            settings.MaxAutoPrepare = 100;
        if (!settings.ContainsKey("Auto Prepare Min Usages"))
            settings.AutoPrepareMinUsages = 2;
        if (!settings.ContainsKey("No Reset On Close"))
            settings.NoResetOnClose = true;

        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        builder.UseLoggerFactory(loggers);
        return builder.Build();
    }
}
