using System.Diagnostics;
using NSubstitute;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Domain.Labels;

namespace RunEvaluations.Application.Tests.Evaluations;

public sealed class UpdateEvaluationValueHandlerTests
{
    private static readonly EvaluationLabel Label = new(A.Id(91), "accuracy", new(EvaluationValueType.Binary), true);

    private static readonly UpdateEvaluationValue Request = new(A.User, A.Id(90), A.Id(1), 1);

    private readonly TheApplication app = new();

    public static TheoryData<EvaluationTarget, double, string> Refusals { get; } = new()
    {
        { new(false, null, true), 1, "evaluation_not_found" },
        { new(true, Label, false), 1, "label_not_filled" },
        { new(true, Label, true), 2, "value_not_allowed" },
    };

    [Fact]
    public async Task The_new_value_and_who_gives_it_are_passed_on()
    {
        var change = new ValueChange(A.Evaluator, A.Id(90), A.Id(1), 1, A.Now);
        app.Evaluations.ChangeValue(change, A.Token).Returns(new WriteAttempt(A.Evaluation(), new(true, Label, true)));

        var result = await app.Send(Request with { Caller = A.Evaluator });

        Assert.Equal(A.Evaluation(), result.Value);
    }

    [Fact]
    public async Task Negative_zero_is_passed_on_as_zero()
    {
        ValueChange? passed = null;
        app.Evaluations.ChangeValue(Arg.Do<ValueChange>(c => passed = c), A.Token)
            .Returns(new WriteAttempt(A.Evaluation(), new(true, Label, true)));

        await app.Send(Request with { Value = -0.0 });

        Assert.False(double.IsNegative(passed!.Value));
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task What_is_not_changed_is_refused_for_its_targets_reason(
        EvaluationTarget target,
        double value,
        string code)
    {
        app.Evaluations.ChangeValue(Arg.Any<ValueChange>(), A.Token).Returns(new WriteAttempt(null, target));

        var result = await app.Send(Request with { Value = value });

        Assert.Equal(code, result.Error?.Code);
    }

    [Fact]
    public async Task A_change_that_fails_for_no_reason_is_a_bug()
    {
        app.Evaluations.ChangeValue(Arg.Any<ValueChange>(), A.Token)
            .Returns(new WriteAttempt(null, new(true, Label, true)));

        await Assert.ThrowsAsync<UnreachableException>(() => app.Send(Request));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public Task A_value_that_is_not_finite_is_refused(double value) =>
        app.AssertRefuses(Request with { Value = value }, "value", "must be a finite number");
}
