using FsCheck;
using FsCheck.Fluent;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Infrastructure.Tests.TestBed;

namespace RunEvaluations.Infrastructure.Tests.Evaluations;

/// <summary>The statements that write a value ask the database what the domain says: here both are asked.</summary>
public sealed class ValueAgreementTests(Ledger ledger) : IClassFixture<Ledger>
{
    private readonly Account account = ledger.NewAccount();

    [Fact]
    public void The_statements_write_exactly_the_values_that_the_domain_permits()
    {
        var runId = account.HasRun();
        Prop.ForAll(Judgments.Any.ToArbitrary(), async judgment => await Agrees(await runId, judgment))
            .Check(Config.QuickThrowOnFailure.WithReplay(20261122, 1));
    }

    [Fact]
    public void The_judgments_tried_are_of_every_type_and_both_kinds()
    {
        var tried = Judgments.Any.Sample(200).ToList();

        foreach (var type in Enum.GetValues<EvaluationValueType>())
        {
            var values = tried.Where(j => j.Constraint.Type == type)
                .SelectMany(j => j.Values, (j, value) => j.Constraint.Permits(value))
                .ToList();
            Assert.Contains(true, values);
            Assert.Contains(false, values);
        }
    }

    private async Task<bool> Agrees(Guid runId, Judgment judgment)
    {
        var labelId = await account.HasLabel(judgment.Constraint);
        var permitted = account.AnEvaluation(runId, labelId, judgment.Constraint.Lowest);
        await account.Has(permitted);

        foreach (var value in judgment.Values)
        {
            var created = await ledger.Evaluations.Create(account.AnEvaluation(runId, labelId, value), default);
            var changed = await ledger.Evaluations.ChangeValue(
                new EvaluationWrite(account.Bob, runId, permitted.Id, Account.Now), value, default);

            var expected = judgment.Constraint.Permits(value);
            Assert.Equal(expected ? value : null, created.Written?.Value);
            Assert.Equal(expected ? value : null, changed.Written?.Value);
            Assert.Equal(expected, created.Target?.RefusalToCreate(value) is null);
            Assert.Equal(expected, changed.Target!.RefusalToChange(value) is null);
        }

        return true;
    }
}
