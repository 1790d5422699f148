using NSubstitute;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Domain.Evaluations;

namespace RunEvaluations.Application.Tests.Evaluations;

public sealed class ExportEvaluationsHandlerTests
{
    private const string NotAnId = "must have 1 to 128 visible characters";

    private static readonly ExportEvaluations All = new(A.User);

    private readonly TheApplication app = new();

    public static TheoryData<EvaluationFilter, string, string> Wrong { get; } = new()
    {
        { new() { CreatedBy = "" }, "created_by", NotAnId },
        { new() { CreatedBy = "a b" }, "created_by", NotAnId },
        { new() { CreatedBy = A.Text(129) }, "created_by", NotAnId },
        { new() { OutputName = A.Text(1_001) }, "output_name", "must have at most 1000 characters" },
        { new() { OutputName = "\ud800" }, "output_name", A.NotStorable },
        { new() { FieldPath = A.Text(1_001) }, "field_path", "must have at most 1000 characters" },
        { new() { FieldPath = "\0" }, "field_path", A.NotStorable },
        { new() { MinValue = double.NaN }, "min_value", "must be a finite number" },
        { new() { MinValue = double.NegativeInfinity }, "min_value", "must be a finite number" },
        { new() { MaxValue = double.PositiveInfinity }, "max_value", "must be a finite number" },
        { new() { MinValue = 0.2, MaxValue = 0.1 }, "min_value", "must not be greater than max_value" },
        {
            new() { CreatedFrom = A.Now, CreatedBefore = A.Now.AddTicks(-10) },
            "created_from",
            "must not be later than created_before"
        },
        { new() { AsOf = A.Now.AddHours(1) }, "as_of", "must not lie in the future" },
    };

    public static TheoryData<EvaluationFilter> Right { get; } =
    [
        new() { CreatedBy = A.Text(128), CreatedByEvaluatorId = A.Id(1), EvaluationLabelId = A.Id(2) },
        new() { OutputName = A.Text(Evaluation.MaxTargetLength), FieldPath = "" },
        new() { MinValue = 1, MaxValue = 1 },
        new() { MinValue = double.MinValue, MaxValue = double.MaxValue },
        new() { CreatedFrom = A.Now, CreatedBefore = A.Now },
        new() { AsOf = A.Now },
    ];

    [Fact]
    public async Task Rows_are_handed_on_unread_and_disposed_of_with_the_list()
    {
        var (rows, filter) = (new Rows(2), new EvaluationFilter { MaxValue = 3 });
        app.Lists.OfAccount("acme", A.Id(90), filter, A.Token).Returns(rows);

        var list = (await app.Send(All with { RunId = A.Id(90), Filter = filter })).Value;

        Assert.Null(list.Next);
        Assert.Equal((0, 0), (rows.Read, rows.Disposed));
        Assert.Equal([A.Evaluation(1), A.Evaluation(2)], await list.Items.ToListAsync());
        await list.DisposeAsync();
        Assert.Equal(1, rows.Disposed);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public Task A_condition_that_cannot_be_is_refused(EvaluationFilter filter, string field, string reason) =>
        app.AssertRefuses(All with { Filter = filter }, field, reason);

    [Theory]
    [MemberData(nameof(Right))]
    public Task Conditions_at_their_limits_are_accepted(EvaluationFilter filter) =>
        app.AssertAccepts(All with { Filter = filter });
}
