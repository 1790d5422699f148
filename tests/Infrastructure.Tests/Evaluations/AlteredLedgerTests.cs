using RunEvaluations.Application.Evaluations;
using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Infrastructure.Tests.TestBed;

namespace RunEvaluations.Infrastructure.Tests.Evaluations;

/// <summary>What is altered behind the service's back, by somebody whom the database lets, is found.</summary>
public sealed class AlteredLedgerTests(Ledger ledger) : IClassFixture<Ledger>
{
    private readonly Account account = ledger.NewAccount();

    [Theory]
    [InlineData(1, "update run_evaluations set first_value = 0.5")]
    [InlineData(1, "update run_evaluations set comment = 'no'")]
    [InlineData(1, "update run_evaluations set metadata = '{}'")]
    [InlineData(1, "update run_evaluations set confidence = null")]
    [InlineData(1, "update run_evaluations set output_name = 'other'")]
    [InlineData(1, "update run_evaluations set field_path = '$'")]
    [InlineData(1, "update run_evaluations set created_by = 'eve'")]
    [InlineData(1, "update run_evaluations set created_at = '2026-03-01 11:59:59.999999Z'")]
    [InlineData(3, "update run_evaluations set value = 0.5")]
    [InlineData(3, "update run_evaluations set updated_by = 'eve'")]
    [InlineData(3, "update run_evaluations set updated_at = '2026-03-01 13:00:00.000002Z'")]
    [InlineData(3, "update run_evaluations set retracted_at = now()")]
    [InlineData(2, "update run_evaluations set version = 2")]
    [InlineData(3, "update run_evaluations set hash = sha256('')")]
    [InlineData(2, "update run_evaluation_entries set value = 0.5 where version = 2")]
    [InlineData(2, "update run_evaluation_entries set created_by = 'eve' where version = 2")]
    [InlineData(2, "update run_evaluation_entries set created_at = now() where version = 2")]
    [InlineData(2, "update run_evaluation_entries set reason = null where version = 2")]
    [InlineData(2, "update run_evaluation_entries set hash = sha256('') where version = 2")]
    [InlineData(1, "update run_evaluation_entries set previous_hash = sha256('') where version = 2")]
    [InlineData(3, "update run_evaluation_entries set previous_hash = sha256('') where version = 3")]
    [InlineData(3, "update run_evaluation_entries set action = 'retracted' where version = 3")]
    [InlineData(3, "delete from run_evaluation_entries where version = 2")]
    [InlineData(3, "delete from run_evaluation_entries where version = 3")]
    [InlineData(3, "delete from run_evaluation_entries where version > 1")]
    public async Task The_first_entry_that_does_not_fit_is_told(int version, string alteration)
    {
        var sound = await AnEvaluationWithThreeEntries();
        var altered = await AnEvaluationWithThreeEntries();
        Assert.Null(await Fault(sound));

        var column = alteration.Contains("_entries", StringComparison.Ordinal) ? "evaluation_id" : "id";
        var and = alteration.Contains("where", StringComparison.Ordinal) ? "and" : "where";
        await ledger.Execute($"{alteration} {and} {column} = @Id", new { altered.Id });

        var fault = await Fault(altered);
        Assert.NotNull(fault);
        Assert.Equal((altered.RunId, altered.Id), (fault.RunId, fault.EvaluationId));
        // Where the last entry is missing, what is left does not lead to how the evaluation is read.
        Assert.Equal(version, fault.Version);
        Assert.Null(await Fault(sound));
    }

    private async Task<EvaluationView> AnEvaluationWithThreeEntries()
    {
        var (run, label) = (await account.HasRun(), await account.HasLabel());
        var evaluation = await account.Has(account.AnEvaluation(run, label) with
        {
            Comment = "yes",
            Metadata = new("""{"a":1}"""),
            Confidence = 0.5,
            OutputName = "summary",
        });
        foreach (var value in new[] { 0, 1 })
        {
            var write = new EvaluationWrite(
                account.Bob, evaluation.RunId, evaluation.Id, Account.Now.AddHours(1), null, "misread");
            Assert.NotNull((await ledger.Evaluations.ChangeValue(write, value, default)).Written);
        }

        return evaluation;
    }

    private async Task<LedgerFault?> Fault(EvaluationView evaluation) =>
        (await ledger.History.Ledger(account.Id, default).SingleAsync(e => e.Id == evaluation.Id)).FirstFault();
}
