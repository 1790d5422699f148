using RunEvaluations.Domain.Evaluators;
using RunEvaluations.Domain.Results;

namespace RunEvaluations.Domain.Tests.Evaluators;

public sealed class EvaluatorErrorsTests
{
    private static readonly Guid One = new("01990000-0000-7000-8000-000000000001");
    private static readonly Guid Two = new("01990000-0000-7000-8000-000000000002");

    [Fact]
    public void A_label_that_is_not_filled_is_named()
    {
        var error = EvaluatorErrors.DoesNotFillLabel(A.Label(A.Binary));

        Assert.Equal((ErrorKind.Forbidden, "label_not_filled"), (error.Kind, error.Code));
        Assert.Equal("This evaluator does not fill the label 'accuracy'.", error.Message);
        Assert.Equal(
            new Dictionary<string, object?>
            {
                ["evaluation_label_id"] = A.LabelId,
                ["evaluation_label_name"] = "accuracy",
            },
            error.Facts);
    }

    [Fact]
    public void Labels_that_do_not_exist_come_before_archived_ones() =>
        AssertRefusal(
            EvaluatorErrors.LabelsNotUsable([One], archived: [Two]),
            ErrorKind.NotFound,
            "label_not_found",
            "name labels that do not exist",
            [One]);

    [Fact]
    public void Archived_labels_are_all_named() =>
        AssertRefusal(
            EvaluatorErrors.LabelsNotUsable([], archived: [One, Two]),
            ErrorKind.Conflict,
            "label_archived",
            "name archived labels",
            [One, Two]);

    private static void AssertRefusal(Error error, ErrorKind kind, string code, string reason, Guid[] ids)
    {
        Assert.Equal((kind, code), (error.Kind, error.Code));
        Assert.Equal($"The evaluation_label_ids {reason}: {string.Join(", ", ids)}.", error.Message);
        Assert.Equal([reason], error.Fields["evaluation_label_ids"]);
        Assert.Equal(ids, error.Facts["evaluation_label_ids"]);
    }
}
