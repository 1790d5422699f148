using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RunEvaluations.Application.ApiKeys;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Application.Evaluators;
using RunEvaluations.Application.Humanloop.Files;
using RunEvaluations.Application.Humanloop.Logs;
using RunEvaluations.Application.Humanloop.Suites;
using RunEvaluations.Application.Idempotency;
using RunEvaluations.Application.Imports;
using RunEvaluations.Application.Labels;
using RunEvaluations.Application.Runs;
using RunEvaluations.Application.Statistics;
using RunEvaluations.Application.Statistics.Coverage;
using RunEvaluations.Application.Statistics.Search;
using RunEvaluations.Infrastructure.Database;
using RunEvaluations.Testing;

namespace RunEvaluations.Infrastructure.Tests.TestBed;

/// <summary>A migrated database (of its own unless the server is given), and the ports over it, wired as the service wires them.</summary>
public sealed class Ledger : IAsyncLifetime, IAsyncDisposable
{
    private ServiceProvider services = null!;
    private NpgsqlDataSource owner = null!;
    private readonly string prefix = GivenServer.AccountPrefix();
    private int accounts;

    public IEvaluationRepository Evaluations => Port<IEvaluationRepository>();

    public IEvaluationLists Lists => Port<IEvaluationLists>();

    public IKeptRuns KeptRuns => Port<IKeptRuns>();

    public IRunRepository Runs => Port<IRunRepository>();

    public ILabelRepository Labels => Port<ILabelRepository>();

    public IEvaluatorRepository Evaluators => Port<IEvaluatorRepository>();

    public IApiKeyRepository ApiKeys => Port<IApiKeyRepository>();

    public IEvaluationHistory History => Port<IEvaluationHistory>();

    public IImportRepository Imports => Port<IImportRepository>();

    public IIdempotencyKeys Keys => Port<IIdempotencyKeys>();

    public IFileRepository Files => Port<IFileRepository>();

    public IVersionRepository Versions => Port<IVersionRepository>();

    public IDeploymentRepository Deployments => Port<IDeploymentRepository>();

    public IDatasetRepository Datasets => Port<IDatasetRepository>();

    public ILogRepository Logs => Port<ILogRepository>();

    public ISuiteRepository Suites => Port<ISuiteRepository>();

    public IExperimentRepository Experiments => Port<IExperimentRepository>();

    public IRatings Ratings => Port<IRatings>();

    public IEvaluationSearches Searches => Port<IEvaluationSearches>();

    public ICoverage Coverage => Port<ICoverage>();

    public IExperimentFigures Figures => Port<IExperimentFigures>();

    /// <summary>How long the database may keep anybody waiting; as by default where it is not said.</summary>
    public TimeSpan? LongestWait { get; init; }

    /// <summary>The service's own connections.</summary>
    internal NpgsqlDataSource Service => services.GetRequiredService<NpgsqlDataSource>();

    /// <summary>Also that of the service's own role, for tests that speak SQL as it.</summary>
    public DatabaseConnections Connections { get; private set; } = new("", "");

    /// <summary>Past row-level security, as a superuser.</summary>
    internal NpgsqlDataSource Database => owner;

    /// <summary>A ledger whose service may open one connection only, and soon gives up waiting for it.</summary>
    public static async Task<Ledger> WithOneConnection()
    {
        var connections = await TestServer.NewDatabase();
        var settings = new NpgsqlConnectionStringBuilder(connections.Service)
        {
            MaxPoolSize = 1,
            Timeout = 5,
        };
        var ledger = new Ledger();
        ledger.Wire(connections with { Service = settings.ConnectionString });
        return ledger;
    }

    /// <summary>A ledger whose service is set up in another way.</summary>
    public static async Task<Ledger> With(Action<IServiceCollection> change)
    {
        var ledger = new Ledger();
        ledger.Wire(await TestServer.NewDatabase(), change);
        return ledger;
    }

    public async Task InitializeAsync() => Wire(await TestServer.NewDatabase());

    public async Task DisposeAsync()
    {
        await services.DisposeAsync();
        await owner.DisposeAsync();
    }

    async ValueTask IAsyncDisposable.DisposeAsync() => await DisposeAsync();

    /// <summary>An account that nothing else in this ledger knows.</summary>
    public Account NewAccount() => new(this, $"{prefix}account-{Interlocked.Increment(ref accounts)}");

    /// <summary>Runs a statement past the repositories.</summary>
    public async Task Execute(string sql, object? values = null)
    {
        await using var connection = await Database.OpenConnectionAsync();
        await connection.ExecuteAsync(sql, values);
    }

    /// <summary>Asks for one value past the repositories.</summary>
    public async Task<T?> Ask<T>(string sql, object? values = null)
    {
        await using var connection = await Database.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<T>(sql, values);
    }

    /// <summary>Asks for one value on a connection of the service, as its role.</summary>
    public async Task<T?> AskAsService<T>(string sql, object? values = null)
    {
        await using var connection = await Port<NpgsqlDataSource>().OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<T>(sql, values);
    }

    /// <summary>Gives the tables to a role that is no superuser, as in Production, and answers with its connection.</summary>
    public async Task<string> WithPlainOwner()
    {
        var settings = new NpgsqlConnectionStringBuilder(Connections.Owner);
        var role = $"owner_of_{settings.Database}";
        await Execute($"""
            create role {role} login password '{settings.Password}';
            do $$ declare name text; begin
              for name in select oid::regclass from pg_class
                where relkind = 'r' and relnamespace = 'public'::regnamespace
              loop execute 'alter table ' || name || ' owner to {role}'; end loop;
            end $$;
            alter policy clean_up on account_settings to {role};
            alter policy clean_up on idempotency_keys to {role};
            """);
        settings.Username = role;
        return settings.ConnectionString;
    }

    private void Wire(DatabaseConnections connections, Action<IServiceCollection>? change = null)
    {
        Connections = connections;
        var collection = new ServiceCollection().AddInfrastructure(() => connections, LongestWait);
        change?.Invoke(collection);
        services = collection.BuildServiceProvider();
        owner = NpgsqlDataSource.Create(connections.Owner);
    }

    /// <summary>Ports that share a transaction, as those of one request do.</summary>
    public IServiceProvider NewScope() => services.CreateScope().ServiceProvider;

    /// <summary>Of a scope of its own, as each request has one.</summary>
    private T Port<T>()
        where T : notnull => NewScope().GetRequiredService<T>();
}
