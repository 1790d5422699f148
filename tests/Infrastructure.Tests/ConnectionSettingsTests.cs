using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RunEvaluations.Domain.Runs;
using RunEvaluations.Domain.Values;
using RunEvaluations.Infrastructure.Tests.TestBed;

namespace RunEvaluations.Infrastructure.Tests;

public sealed class ConnectionSettingsTests
{
    [Fact]
    public void Connections_prepare_what_they_see_twice_and_keep_it()
    {
        var settings = SettingsFor("Host=db");

        Assert.Equal(100, settings.MaxAutoPrepare);
        Assert.Equal(2, settings.AutoPrepareMinUsages);
        Assert.True(settings.NoResetOnClose);
        Assert.Equal("RunEvaluations", settings.ApplicationName);
        Assert.Equal(50, settings.MaxPoolSize);
    }

    [Fact]
    public void No_connection_waits_longer_than_a_request_may()
    {
        var settings = SettingsFor("Host=db");

        Assert.Equal((2, 6, 1000), (settings.Timeout, settings.CommandTimeout, settings.CancellationTimeout));
        Assert.Null(settings.Options);
    }

    [Theory]
    [InlineData("Max Auto Prepare=0;Auto Prepare Min Usages=5;No Reset On Close=false")]
    [InlineData("maxautoprepare=0;AutoPrepareMinUsages=5;NoResetOnClose=False")]
    public void What_the_connection_string_says_stays(string said)
    {
        var settings = SettingsFor($"Host=db;{said}");

        Assert.Equal(0, settings.MaxAutoPrepare);
        Assert.Equal(5, settings.AutoPrepareMinUsages);
        Assert.False(settings.NoResetOnClose);
    }

    [Fact]
    public async Task A_statement_is_prepared_once_seen_twice_and_kept_when_the_connection_is_given_back()
    {
        await using var ledger = await Ledger.WithOneConnection();
        var account = ledger.NewAccount();
        var runId = await account.HasRun();
        Assert.Equal(0, await Executions(ledger, "select%from run_evaluations%"));

        for (var read = 0; read < 4; read++)
            await ledger.Evaluations.Get(account.Id, runId, Account.NextId(), null, default);

        Assert.Equal(3, await Executions(ledger, "select%from run_evaluations%"));
    }

    [Fact]
    public async Task A_statement_is_prepared_once_whichever_of_its_parameters_are_null()
    {
        await using var ledger = await Ledger.WithOneConnection();
        var account = ledger.NewAccount();
        var runId = await account.HasRun();
        var labelId = await account.HasLabel();
        var json = new JsonObjectText("{}");

        for (var pair = 0; pair < 3; pair++)
        {
            await account.Has(account.ARun(RunStatus.Running));
            await account.Has(account.ARun(RunStatus.Failed) with
            {
                ExperimentId = runId,
                Metadata = json,
                Result = new RunResult { Usage = new RunUsage { PromptTokens = 1, Cost = 1 } },
            });
            await account.Has(account.AnEvaluation(runId, labelId));
            await account.Has(account.AnEvaluation(runId, labelId) with
            {
                OutputName = "o",
                FieldPath = "f",
                Comment = "c",
                Metadata = json,
                Confidence = 1,
            });
        }

        // The run that the evaluations are of was the first of seven.
        Assert.Equal(6, await Executions(ledger, "insert into runs%"));
        Assert.Equal(5, await Executions(ledger, "with target%insert into run_evaluations%"));
    }

    private static NpgsqlConnectionStringBuilder SettingsFor(string connectionString)
    {
        using var services = new ServiceCollection()
            .AddInfrastructure(() => new(connectionString, connectionString))
            .BuildServiceProvider();
        return new NpgsqlConnectionStringBuilder(services.GetRequiredService<NpgsqlDataSource>().ConnectionString);
    }

    /// <summary>How often prepared statements like this were executed on the one connection.</summary>
    private static Task<long> Executions(Ledger ledger, string like) => ledger.AskAsService<long>(
        """
        select coalesce(sum(generic_plans + custom_plans), 0)::bigint from pg_prepared_statements
        where statement like @Like
        """,
        new { Like = like });
}
