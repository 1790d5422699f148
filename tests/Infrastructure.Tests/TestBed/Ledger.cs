using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Application.Evaluators;
using RunEvaluations.Application.Labels;
using RunEvaluations.Application.Runs;
using RunEvaluations.Testing;

namespace RunEvaluations.Infrastructure.Tests.TestBed;

/// <summary>A migrated database of its own, and the ports over it, wired as the service wires them.</summary>
public sealed class Ledger : IAsyncLifetime, IAsyncDisposable
{
    private ServiceProvider services = null!;
    private int accounts;

    public IEvaluationRepository Evaluations => Port<IEvaluationRepository>();

    public IRunRepository Runs => Port<IRunRepository>();

    public ILabelRepository Labels => Port<ILabelRepository>();

    public IEvaluatorRepository Evaluators => Port<IEvaluatorRepository>();

    internal NpgsqlDataSource Database => Port<NpgsqlDataSource>();

    /// <summary>A ledger whose service may open one connection only, and soon gives up waiting for it.</summary>
    public static async Task<Ledger> WithOneConnection()
    {
        var settings = new NpgsqlConnectionStringBuilder(await TestServer.NewDatabase())
        {
            MaxPoolSize = 1,
            Timeout = 5,
        };
        return new Ledger { services = Wire(settings.ConnectionString) };
    }

    public async Task InitializeAsync() => services = Wire(await TestServer.NewDatabase());

    public async Task DisposeAsync() => await services.DisposeAsync();

    async ValueTask IAsyncDisposable.DisposeAsync() => await services.DisposeAsync();

    /// <summary>An account that nothing else in this ledger knows.</summary>
    public Account NewAccount() => new(this, $"account-{Interlocked.Increment(ref accounts)}");

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

    private static ServiceProvider Wire(string connectionString) =>
        new ServiceCollection().AddInfrastructure(() => connectionString).BuildServiceProvider();

    private T Port<T>()
        where T : notnull => services.GetRequiredService<T>();
}
