using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Npgsql;
using RunEvaluations.Application.ApiKeys;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Application.Evaluators;
using RunEvaluations.Application.Idempotency;
using RunEvaluations.Application.Imports;
using RunEvaluations.Application.Labels;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Application.Runs;
using RunEvaluations.Application.Statistics;
using RunEvaluations.Application.Statistics.Coverage;
using RunEvaluations.Application.Statistics.Search;
using RunEvaluations.Infrastructure.ApiKeys;
using RunEvaluations.Infrastructure.Database;
using RunEvaluations.Infrastructure.Evaluations;
using RunEvaluations.Infrastructure.Evaluators;
using RunEvaluations.Infrastructure.Humanloop;
using RunEvaluations.Infrastructure.Idempotency;
using RunEvaluations.Infrastructure.Imports;
using RunEvaluations.Infrastructure.Labels;
using RunEvaluations.Infrastructure.Runs;
using RunEvaluations.Infrastructure.Statistics;

namespace RunEvaluations.Infrastructure;

public static class InfrastructureRegistration
{
    /// <summary>Registers the repositories, the migrator and the servers that they share.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="connections">Asked for when one of them is first used: the server may not run before.</param>
    /// <param name="longestWait">How long the database may keep a request waiting: 5 s where it is not said.</param>
    public static IServiceCollection AddInfrastructure(
        this IServiceCollection services, Func<DatabaseConnections> connections, TimeSpan? longestWait = null)
    {
        TypeHandlers.Register();
        var limits = new DatabaseLimits(longestWait ?? DatabaseLimits.Default);
        services.AddSingleton(limits);
        services.AddSingleton(provider => Open(connections().Service, limits, provider.GetService<ILoggerFactory>()));
        services.AddSingleton(provider => provider.GetRequiredService<DatabaseServers>().Primary);
        services.AddSingleton(new StandbySettings(MaxStaleness: null));
        services.AddScoped<StandbyReads>();
        services.AddScoped<IReadSource>(provider => provider.GetRequiredService<StandbyReads>());
        services.AddSingleton(provider => new Migrator(connections().Owner));
        services.AddSingleton(provider => new DatabaseState(provider.GetRequiredService<NpgsqlDataSource>(), limits.Timeout));
        services.AddSingleton<AccountBatches>();
        services.AddScoped<AccountDatabase>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(new GatheringSettings());
        services.AddSingleton<GatheredCreates>();
        services.AddScoped<IEvaluationRepository, EvaluationRepository>();
        services.AddScoped<IEvaluationLists, EvaluationLists>();
        services.AddScoped<IEvaluationHistory, EvaluationHistory>();
        services.AddScoped<IImportRepository, ImportRepository>();
        services.AddScoped<IRunRepository, RunRepository>();
        services.AddHumanloop();
        services.AddSingleton(new StatisticsLimits(StatisticsLimits.Default));
        services.AddScoped<IRatings, Ratings>();
        services.AddScoped<ICoverage, Coverage>();
        services.AddScoped<IKeptRuns, KeptRuns>();
        services.AddScoped<IEvaluationSearches, EvaluationSearches>();
        services.AddScoped<ILabelRepository, LabelRepository>();
        services.AddScoped<IEvaluatorRepository, EvaluatorRepository>();
        services.AddScoped<IIdempotencyKeys, IdempotencyKeys>();
        services.AddScoped<IApiKeyRepository, ApiKeyRepository>();
        services.AddSingleton<ApiKeyUses>();
        services.AddSingleton<IApiKeyUses>(provider => provider.GetRequiredService<ApiKeyUses>());
        services.AddHostedService(provider => provider.GetRequiredService<ApiKeyUses>());
        return services;
    }

    /// <summary>Lets requests that only read be answered by standbys, if those are not further behind than this.</summary>
    public static IServiceCollection AddStandbyReads(this IServiceCollection services, TimeSpan maxStaleness) =>
        services.AddSingleton(new StandbySettings(maxStaleness));

    /// <summary>Says whether evaluations that are recorded at the same time share statements, and how many may wait.</summary>
    public static IServiceCollection AddGathering(this IServiceCollection services, bool gather, int mostWaiting) =>
        services.AddSingleton(new GatheringSettings(gather, mostWaiting));

    /// <summary>Says how long statistics may take.</summary>
    public static IServiceCollection AddStatisticsTimeout(this IServiceCollection services, TimeSpan longest) =>
        services.AddSingleton(new StatisticsLimits(longest));

    private static DatabaseServers Open(string connectionString, DatabaseLimits limits, ILoggerFactory? loggers)
    {
        // Statements are prepared once a connection has seen them twice, and a connection that goes back to the pool
        // keeps them: no statement of ours leaves state behind that a reset would have to clear. Who is the primary is
        // found out anew every two seconds, so that a promoted standby is soon written to, and a server that comes
        // back is soon used. Half of what PostgreSQL accepts by default leaves room for a second service. Of settings
        // that are given twice the later counts.
        const string Defaults =
            "Max Auto Prepare=100;Auto Prepare Min Usages=2;No Reset On Close=true;Maximum Pool Size=50;Host Recheck Seconds=2";
        var settings = new NpgsqlConnectionStringBuilder($"{Defaults};{limits.ConnectionSettings};{connectionString}")
        {
            ApplicationName = "RunEvaluations",
        };
        return DatabaseServers.Open(settings.ConnectionString, "RunEvaluations", loggers);
    }
}
