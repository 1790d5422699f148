using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Domain.Evaluators;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Runs;

namespace RunEvaluations.Domain.Tests.Evaluations;

public sealed class EvaluationTargetTests
{
    private const double Good = 1;
    private const double Bad = 2;

    private static readonly EvaluationLabel Live = A.Label(A.Binary);
    private static readonly EvaluationLabel Archived = A.Label(A.Binary, archived: true);

    [Fact]
    public void A_new_evaluation_that_keeps_every_rule_is_not_refused() =>
        Assert.Null(new EvaluationTarget(true, Live, true).RefusalToCreate(Good));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_missing_run_comes_before_everything(bool labelExists) =>
        Assert.Same(
            RunErrors.NotFound,
            new EvaluationTarget(false, labelExists ? Archived : null, false).RefusalToCreate(Bad));

    [Fact]
    public void A_missing_label_comes_next() =>
        Assert.Same(LabelErrors.NotFound, new EvaluationTarget(true, null, false).RefusalToCreate(Bad));

    [Fact]
    public void An_archived_label_takes_no_new_evaluation_from_anybody() =>
        Assert.Same(LabelErrors.Archived, new EvaluationTarget(true, Archived, false).RefusalToCreate(Bad));

    [Fact]
    public void An_evaluator_that_does_not_fill_the_label_learns_so_before_its_value_is_looked_at() =>
        Assert.Equal("label_not_filled", new EvaluationTarget(true, Live, false).RefusalToCreate(Bad)?.Code);

    [Fact]
    public void A_value_that_the_label_does_not_allow_comes_last() =>
        Assert.Equal("value_not_allowed", new EvaluationTarget(true, Live, true).RefusalToCreate(Bad)?.Code);

    [Fact]
    public void An_archived_label_still_allows_corrections() =>
        Assert.Null(new EvaluationTarget(true, Archived, true).RefusalToChange(Good));

    [Fact]
    public void A_change_of_a_missing_evaluation_is_refused_as_not_found()
    {
        Assert.Same(EvaluationErrors.NotFound, new EvaluationTarget(false, Live, false).RefusalToChange(Bad));
        Assert.Same(EvaluationErrors.NotFound, new EvaluationTarget(true, null, false).RefusalToChange(Bad));
    }

    [Theory]
    [InlineData(false, "label_not_filled")]
    [InlineData(true, "value_not_allowed")]
    public void A_change_asks_who_may_fill_the_label_and_then_for_the_value(bool mayUse, string code)
    {
        Assert.Equal(code, new EvaluationTarget(true, Live, mayUse).RefusalToChange(Bad)?.Code);
        Assert.Equal(code, new EvaluationTarget(true, Archived, mayUse).RefusalToChange(Bad)?.Code);
    }

    [Fact]
    public void A_refusal_names_the_label()
    {
        var refusal = new EvaluationTarget(true, Live, false).RefusalToCreate(Good);

        Assert.Equivalent(EvaluatorErrors.DoesNotFillLabel(Live), refusal, strict: true);
    }
}
