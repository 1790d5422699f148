using RunEvaluations.Application.Evaluations;
using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;
using RunEvaluations.Infrastructure.Tests.TestBed;

namespace RunEvaluations.Infrastructure.Tests.Evaluations;

public sealed class ChangingValuesTests(Ledger ledger) : IClassFixture<Ledger>
{
    private static readonly DateTimeOffset Later = Account.Now.AddDays(1);
    private static readonly TimeSpan OneMicrosecond = TimeSpan.FromMicroseconds(1);

    private readonly Account account = ledger.NewAccount();

    [Fact]
    public async Task The_value_changes_and_who_changed_it_is_noted_and_nothing_else()
    {
        var evaluation = await account.Has(
            account.AnEvaluation(await account.HasRun(), await account.HasLabel()) with
            {
                OutputName = "summary",
                FieldPath = "$.a",
                Comment = "yes",
                Metadata = new JsonObjectText("""{ "a": 1.0 }"""),
                Confidence = 0.5,
            });

        var attempt = await ledger.Evaluations.ChangeValue(ByBob(evaluation), 0, default);

        Assert.Equal(Next(evaluation, attempt.Written) with { Value = 0, UpdatedBy = "bob", UpdatedAt = Later }, attempt.Written);
        Assert.Equal(attempt.Written, await account.Reads(evaluation));
        Assert.Null(attempt.Target!.RefusalToChange(0));
    }

    [Fact]
    public async Task The_last_change_is_the_one_that_is_noted()
    {
        var evaluation = await account.HasEvaluation();
        var evaluatorId = await account.HasEvaluatorFor(evaluation.EvaluationLabelId);
        var byEvaluator = ByBob(evaluation) with { Author = Caller.Evaluator(account.Id, evaluatorId) };

        var changed = (await ledger.Evaluations.ChangeValue(byEvaluator, 1, default)).Written;

        Assert.Equal(Next(evaluation, changed) with { UpdatedByEvaluatorId = evaluatorId, UpdatedAt = Later }, changed);
        var changedBack = (await ledger.Evaluations.ChangeValue(ByBob(evaluation), 0, default)).Written;
        Assert.Equal(
            Next(changed!, changedBack) with
            {
                Value = 0,
                UpdatedBy = "bob",
                UpdatedByEvaluatorId = null,
                UpdatedAt = Later + OneMicrosecond,
            },
            changedBack);
    }

    [Fact]
    public async Task The_same_change_twice_is_a_version_more_and_a_moment_later()
    {
        var evaluation = await account.HasEvaluation();

        var once = await ledger.Evaluations.ChangeValue(ByBob(evaluation), 0, default);
        var twice = await ledger.Evaluations.ChangeValue(ByBob(evaluation), 0, default);

        Assert.Equal(
            Next(once.Written!, twice.Written) with { UpdatedAt = Later + OneMicrosecond }, twice.Written);
    }

    [Fact]
    public async Task An_evaluation_of_an_archived_label_can_still_be_corrected()
    {
        var evaluation = await account.HasEvaluation();
        await ledger.Labels.Archive(account.Id, evaluation.EvaluationLabelId, Later, default);

        var attempt = await ledger.Evaluations.ChangeValue(ByBob(evaluation), 0, default);

        Assert.Equal(0, attempt.Written?.Value);
    }

    [Fact]
    public async Task An_evaluation_is_found_under_its_own_run_only()
    {
        var evaluation = await account.HasEvaluation();
        var runId = await account.HasRun();

        Assert.Equal(
            EvaluationErrors.NotFound,
            await Refusal(ByBob(evaluation) with { RunId = runId }, 0, unchanged: evaluation));
        Assert.Equal(
            EvaluationErrors.NotFound,
            await Refusal(ByBob(evaluation) with { Id = Account.NextId() }, 0, unchanged: evaluation));
        Assert.Null(await ledger.Evaluations.Get(account.Id, runId, evaluation.Id, null, default));
    }

    [Fact]
    public async Task An_evaluator_corrects_no_label_but_its_own()
    {
        var evaluation = await account.HasEvaluation();
        var other = await account.HasEvaluatorFor(await account.HasLabel());
        var archived = await account.HasEvaluatorFor(evaluation.EvaluationLabelId);
        await ledger.Evaluators.Archive(account.Id, archived, Later, default);

        foreach (var evaluatorId in new[] { other, archived, Account.NextId() })
        {
            var change = ByBob(evaluation) with { Author = Caller.Evaluator(account.Id, evaluatorId) };
            Assert.Equal("label_not_filled", (await Refusal(change, 0, unchanged: evaluation))?.Code);
        }
    }

    [Theory]
    [InlineData(-0.001)]
    [InlineData(10.001)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public async Task A_value_that_the_label_does_not_allow_changes_nothing(double value)
    {
        var score = new ValueConstraint(EvaluationValueType.Continuous, 0, 10);
        var evaluation = await account.HasEvaluation(score, 5);

        var refusal = await Refusal(ByBob(evaluation), value, unchanged: evaluation);

        Assert.Equal("value_not_allowed", refusal?.Code);
    }

    private static EvaluationWrite ByBob(EvaluationView evaluation) =>
        new(Caller.User(evaluation.AccountId, "bob"), evaluation.RunId, evaluation.Id, Later);

    /// <summary>The version after, but for what has changed.</summary>
    private static EvaluationView Next(EvaluationView evaluation, EvaluationView? next)
    {
        Assert.NotEqual(evaluation.Tag, next!.Tag);
        return evaluation with { Version = evaluation.Version + 1, Tag = next.Tag };
    }

    private async Task<Error?> Refusal(EvaluationWrite change, double value, EvaluationView unchanged)
    {
        var attempt = await ledger.Evaluations.ChangeValue(change, value, default);

        Assert.Null(attempt.Written);
        Assert.Equal(unchanged, await account.Reads(unchanged));
        return attempt.Target!.RefusalToChange(value);
    }
}
