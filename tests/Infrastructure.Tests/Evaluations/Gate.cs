using RunEvaluations.Application.Evaluations;
using RunEvaluations.Infrastructure.Tests.TestBed;

namespace RunEvaluations.Infrastructure.Tests.Evaluations;

/// <summary>
/// Keeps the statements that record evaluations busy, so that those that come meanwhile are gathered into the next one. It
/// is no lock, which such a statement does not wait for.
/// </summary>
public sealed class Gate(Ledger ledger)
{
    private const int Rounds = 2;
    private const string Held = "held";

    private readonly List<Task<WriteAttempt>> held = [];

    public static async Task<Gate> On(Ledger ledger)
    {
        await ledger.Execute($"""
            create table if not exists gate (opened boolean);
            create or replace function pass() returns trigger language plpgsql security definer as $$
            begin
              while not exists (select from gate) loop perform pg_sleep(0.002); end loop;
              return new;
            end $$;
            create or replace trigger pass before insert on run_evaluations
              for each row when (new.comment = '{Held}') execute function pass();
            """);
        return new Gate(ledger);
    }

    /// <summary>Fills every statement that may be under way. Until they end, the table cannot be altered.</summary>
    public async Task Close()
    {
        await ledger.Execute("truncate gate");
        var account = ledger.NewAccount();
        var (run, label) = (await account.HasRun(), await account.HasLabel());
        for (var round = 1; round <= Rounds; round++)
        {
            held.Add(ledger.Evaluations.Create(account.AnEvaluation(run, label) with { Comment = Held }, default));
            while (await ledger.Ask<long>(
                "select count(*) from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'") < round)
                await Task.Delay(1);
        }
    }

    public async Task Open()
    {
        await ledger.Execute("insert into gate values (true)");
        await Task.WhenAll(held);
        held.Clear();
    }
}
