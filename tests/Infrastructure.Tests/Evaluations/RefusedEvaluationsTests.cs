using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Domain.Evaluators;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Runs;
using RunEvaluations.Domain.Values;
using RunEvaluations.Infrastructure.Tests.TestBed;

namespace RunEvaluations.Infrastructure.Tests.Evaluations;

public sealed class RefusedEvaluationsTests(Ledger ledger) : IClassFixture<Ledger>
{
    private static readonly ValueConstraint Stars =
        new(EvaluationValueType.Ordinal, Categories: ["bad", "fair", "good"]);

    private readonly Account account = ledger.NewAccount();

    [Fact]
    public async Task A_run_that_is_not_there_is_told()
    {
        var target = await IsRefused(account.AnEvaluation(Account.NextId(), await account.HasLabel()));

        Assert.False(target.Exists);
        Assert.Equal(RunErrors.NotFound, target.RefusalToCreate(1));
    }

    [Fact]
    public async Task A_label_that_is_not_there_is_told()
    {
        var target = await IsRefused(account.AnEvaluation(await account.HasRun(), Account.NextId()));

        Assert.Equal(new EvaluationTarget(true, null, true), target);
        Assert.Equal(LabelErrors.NotFound, target.RefusalToCreate(1));
    }

    [Fact]
    public async Task The_run_is_told_before_the_label()
    {
        var target = await IsRefused(account.AnEvaluation(Account.NextId(), Account.NextId()));

        Assert.Equal(RunErrors.NotFound, target.RefusalToCreate(1));
    }

    [Fact]
    public async Task An_archived_label_takes_no_new_evaluation()
    {
        var target = await IsRefused(account.AnEvaluation(await account.HasRun(), await account.HasArchivedLabel()));

        Assert.True(target.Label!.Archived);
        Assert.Equal(LabelErrors.Archived, target.RefusalToCreate(1));
    }

    [Fact]
    public async Task An_evaluator_fills_no_label_but_its_own()
    {
        var (runId, labelId) = (await account.HasRun(), await account.HasLabel());
        var evaluatorId = await account.HasEvaluatorFor(await account.HasLabel());

        var target = await IsRefused(By(evaluatorId, runId, labelId));

        Assert.False(target.AuthorMayUseLabel);
        Assert.Equal(EvaluatorErrors.DoesNotFillLabel(target.Label!).Code, target.RefusalToCreate(1)?.Code);
    }

    [Fact]
    public async Task An_archived_evaluator_fills_nothing_any_more()
    {
        var (runId, labelId) = (await account.HasRun(), await account.HasLabel());
        var evaluatorId = await account.HasEvaluatorFor(labelId);
        await account.Has(By(evaluatorId, runId, labelId));
        await ledger.Evaluators.Archive(account.Id, evaluatorId, Account.Now, default);

        var target = await IsRefused(By(evaluatorId, runId, labelId));

        Assert.False(target.AuthorMayUseLabel);
    }

    [Fact]
    public async Task An_evaluator_that_is_not_there_fills_nothing()
    {
        var evaluation = By(Account.NextId(), await account.HasRun(), await account.HasLabel());

        Assert.False((await IsRefused(evaluation)).AuthorMayUseLabel);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0.5)]
    [InlineData(3)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public async Task A_value_that_the_label_does_not_allow_is_told_with_the_label(double value)
    {
        var label = await account.Has(account.ALabel(Stars));

        var target = await IsRefused(account.AnEvaluation(await account.HasRun(), label.Id, value));

        Assert.Equal("value_not_allowed", target.RefusalToCreate(value)?.Code);
        Assert.Equal(label.Name, target.Label!.Name);
        Assert.Equal(EvaluationValueType.Ordinal, target.Label.Constraint.Type);
        Assert.Equal(Stars.Categories, target.Label.Constraint.Categories);
    }

    [Fact]
    public async Task The_bounds_that_refused_a_value_are_told()
    {
        var bounds = new ValueConstraint(EvaluationValueType.Continuous, -0.1, 1e300);

        var target = await IsRefused(
            account.AnEvaluation(await account.HasRun(), await account.HasLabel(bounds), -0.2));

        Assert.Equal(bounds, target.Label!.Constraint);
    }

    private Evaluation By(Guid evaluatorId, Guid runId, Guid labelId) =>
        account.AnEvaluation(runId, labelId) with { Author = Caller.Evaluator(account.Id, evaluatorId) };

    private async Task<EvaluationTarget> IsRefused(Evaluation evaluation)
    {
        const string Sql = "select count(*) from run_evaluations where id = @Id";

        var attempt = await ledger.Evaluations.Create(evaluation, default);

        Assert.Null(attempt.Written);
        Assert.Equal(0, await ledger.Ask<long>(Sql, new { evaluation.Id }));
        return attempt.Target!;
    }
}
