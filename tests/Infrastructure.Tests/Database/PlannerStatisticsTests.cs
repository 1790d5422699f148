using System.Text.Json;
using Dapper;
using RunEvaluations.Infrastructure.Tests.TestBed;
using RunEvaluations.Testing;

namespace RunEvaluations.Infrastructure.Tests.Database;

/// <summary>What the planner expects of a run, which decides between plans that differ by a factor of many.</summary>
[NeedsOwnDatabase("reads its server's own plan")]
public sealed class PlannerStatisticsTests(Ledger ledger) : IClassFixture<Ledger>
{
    private const int Accounts = 20;
    private const int RunsOfEach = 10;
    private const int EvaluationsOfEach = 50;

    [Fact]
    public async Task A_run_is_expected_to_have_about_as_many_evaluations_as_runs_have()
    {
        await ledger.Execute(
            """
            insert into evaluation_labels (account_id, id, name, value_type, created_by, created_at)
            select 'a' || a, md5('label' || a)::uuid, 'label', 'binary', 'ann', now() from generate_series(1, @Accounts) a;
            insert into runs (account_id, id, status, created_by, created_at)
            select 'a' || a, md5(a || ' ' || r)::uuid, 'completed', 'ann', now()
            from generate_series(1, @Accounts) a, generate_series(1, @RunsOfEach) r;
            insert into run_evaluations
              (account_id, run_id, id, evaluation_label_id, value, first_value, hash, created_by, created_at)
            select 'a' || a, md5(a || ' ' || r)::uuid, md5(a || ' ' || r || ' ' || e)::uuid, md5('label' || a)::uuid, 1, 1,
              sha256('x'), 'ann', now()
            from generate_series(1, @Accounts) a, generate_series(1, @RunsOfEach) r,
              generate_series(1, @EvaluationsOfEach) e;
            analyze run_evaluations;
            """,
            new { Accounts, RunsOfEach, EvaluationsOfEach });

        // For values that are not known yet, as for those that are.
        Assert.InRange(await Expected("force_generic_plan"), EvaluationsOfEach / 2, EvaluationsOfEach * 2);
        Assert.InRange(await Expected("force_custom_plan"), EvaluationsOfEach / 2, EvaluationsOfEach * 2);
    }

    /// <summary>As the service, which is behind row-level security.</summary>
    private async Task<double> Expected(string planning)
    {
        await using var connection = await ledger.Service.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync($"""
            set local plan_cache_mode = {planning};
            select set_config('run_evaluations.account_id', 'a7', true);
            prepare {planning}(text, uuid) as select id from run_evaluations where account_id = $1 and run_id = $2;
            """);
        var plan = await connection.ExecuteScalarAsync<string>(
            $"explain (format json) execute {planning}('a7', md5('7 3')::uuid)");
        return JsonDocument.Parse(plan!).RootElement[0].GetProperty("Plan").GetProperty("Plan Rows").GetDouble();
    }
}
