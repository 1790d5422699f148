using System.Diagnostics;
using NSubstitute;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Domain.Labels;

namespace RunEvaluations.Application.Tests.Evaluations;

public sealed class UpdateEvaluationValueHandlerTests
{
    private static readonly EvaluationLabel Label = new(A.Id(91), "accuracy", new(EvaluationValueType.Binary), true);

    private static readonly UpdateEvaluationValue Request = new()
    {
        Caller = A.User,
        RunId = A.Id(90),
        EvaluationId = A.Id(1),
        Value = 1,
    };

    private readonly TheApplication app = new();

    public static TheoryData<EvaluationTarget, double, string> Refusals { get; } = new()
    {
        { new(false, null, true), 1, "evaluation_not_found" },
        { new(true, Label, false) { OtherVersion = "2-0f" }, 1, "label_not_filled" },
        { new(true, Label, true) { Retracted = true, OtherVersion = "2-0f" }, 2, "evaluation_retracted" },
        { new(true, Label, true) { OtherVersion = "2-0f" }, 2, "version_is_stale" },
        { new(true, Label, true), 2, "value_not_allowed" },
    };

    public static TheoryData<string, string> BadReasons { get; } = new()
    {
        { "", "must not be blank" },
        { " \t", "must not be blank" },
        { A.Text(1_001), "must have at most 1000 characters" },
        { "a\0b", A.NotStorable },
    };

    [Fact]
    public async Task The_new_value_and_who_gives_it_are_passed_on()
    {
        string[] versions = ["1-0f"];
        var change = new EvaluationWrite(A.Evaluator, A.Id(90), A.Id(1), A.Now, versions, "misread");
        app.Evaluations.ChangeValue(change, 1, A.Token)
            .Returns(new WriteAttempt(A.Evaluation(), new(true, Label, true)));

        var result = await app.Send(Request with { Caller = A.Evaluator, Versions = versions, Reason = "misread" });

        Assert.Equal(A.Evaluation(), result.Value);
    }

    [Fact]
    public async Task Negative_zero_is_passed_on_as_zero()
    {
        double? passed = null;
        app.Evaluations.ChangeValue(Arg.Any<EvaluationWrite>(), Arg.Do<double>(v => passed = v), A.Token)
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
        app.Evaluations.ChangeValue(Arg.Any<EvaluationWrite>(), Arg.Any<double>(), A.Token).Returns(new WriteAttempt(null, target));

        var result = await app.Send(Request with { Value = value });

        Assert.Equal(code, result.Error?.Code);
    }

    [Fact]
    public async Task A_change_that_fails_for_no_reason_is_a_bug()
    {
        app.Evaluations.ChangeValue(Arg.Any<EvaluationWrite>(), Arg.Any<double>(), A.Token)
            .Returns(new WriteAttempt(null, new(true, Label, true)));

        await Assert.ThrowsAsync<UnreachableException>(() => app.Send(Request));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public Task A_value_that_is_not_finite_is_refused(double value) =>
        app.AssertRefuses(Request with { Value = value }, "value", "must be a finite number");

    [Theory]
    [MemberData(nameof(BadReasons))]
    public Task A_reason_that_says_nothing_or_too_much_is_refused(string reason, string why) =>
        app.AssertRefuses(Request with { Reason = reason }, "reason", why);
}
