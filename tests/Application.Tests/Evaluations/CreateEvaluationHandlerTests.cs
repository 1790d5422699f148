using System.Diagnostics;
using NSubstitute;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Domain.Labels;

namespace RunEvaluations.Application.Tests.Evaluations;

public sealed class CreateEvaluationHandlerTests
{
    private static readonly EvaluationLabel Label = new(A.Id(91), "accuracy", new(EvaluationValueType.Binary), false);
    private static readonly EvaluationTarget Open = new(true, Label, true);

    private static readonly CreateEvaluation Request = new()
    {
        Caller = A.User,
        RunId = A.Id(90),
        EvaluationLabelId = A.Id(91),
        Value = 1,
    };

    private readonly TheApplication app = new();

    public static TheoryData<CreateEvaluation, string, string> Wrong { get; } = new()
    {
        { Request with { Value = double.NaN }, "value", "must be a finite number" },
        { Request with { Value = double.PositiveInfinity }, "value", "must be a finite number" },
        { Request with { Value = double.NegativeInfinity }, "value", "must be a finite number" },
        { Request with { OutputName = A.Text(1_001) }, "output_name", "must have at most 1000 characters" },
        { Request with { OutputName = "a\0b" }, "output_name", A.NotStorable },
        { Request with { FieldPath = A.Text(1_001) }, "field_path", "must have at most 1000 characters" },
        { Request with { FieldPath = "\ud83d" }, "field_path", A.NotStorable },
        { Request with { Comment = A.Text(10_001) }, "comment", "must have at most 10000 characters" },
        { Request with { Comment = "\0" }, "comment", A.NotStorable },
        { Request with { Metadata = A.Json(16_385) }, "metadata", "must have at most 16384 bytes" },
        { Request with { Confidence = -0.001 }, "confidence", "must be a number from 0 to 1" },
        { Request with { Confidence = 1.001 }, "confidence", "must be a number from 0 to 1" },
        { Request with { Confidence = double.NaN }, "confidence", "must be a number from 0 to 1" },
    };

    public static TheoryData<CreateEvaluation> AtTheLimit { get; } =
    [
        Request with { Value = double.MaxValue },
        Request with { OutputName = A.Text(1_000, "😀"), FieldPath = A.Text(1_000, "😀") },
        Request with { Comment = A.Text(10_000, "😀") },
        Request with { Metadata = A.Json(16_384) },
        Request with { Confidence = 0 },
        Request with { Confidence = 1 },
    ];

    public static TheoryData<EvaluationTarget, double, string> Refusals { get; } = new()
    {
        { new(false, Label, true), 1, "run_not_found" },
        { new(true, null, true), 1, "label_not_found" },
        { new(true, Label with { Archived = true }, true), 1, "label_archived" },
        { new(true, Label, false), 1, "label_not_filled" },
        { new(true, Label, true), 2, "value_not_allowed" },
    };

    [Fact]
    public async Task What_was_asked_is_recorded_as_the_callers()
    {
        Evaluation? recorded = null;
        app.Evaluations.Create(Arg.Do<Evaluation>(e => recorded = e), A.Token).Returns(Written());
        var request = Request with
        {
            Caller = A.Evaluator,
            OutputName = "answer",
            FieldPath = "$.text",
            Comment = "Right.",
            Metadata = A.Json(20),
            Confidence = 0.5,
        };

        var result = await app.Send(request);

        Assert.Equal(A.Evaluation(), result.Value);
        Assert.Equal(
            new Evaluation
            {
                Id = recorded!.Id,
                Author = A.Evaluator,
                RunId = A.Id(90),
                LabelId = A.Id(91),
                Value = 1,
                OutputName = "answer",
                FieldPath = "$.text",
                Comment = "Right.",
                Metadata = A.Json(20),
                Confidence = 0.5,
                CreatedAt = A.Now,
            },
            recorded);
        Assert.Equal(7, recorded.Id.Version);
    }

    [Fact]
    public async Task Each_evaluation_has_an_id_of_its_own()
    {
        var ids = new List<Guid>();
        app.Evaluations.Create(Arg.Do<Evaluation>(e => ids.Add(e.Id)), A.Token).Returns(Written());

        await app.Send(Request);
        await app.Send(Request);

        Assert.Equal(2, ids.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task What_is_not_written_is_refused_for_its_targets_reason(
        EvaluationTarget target,
        double value,
        string code)
    {
        app.Evaluations.Create(Arg.Any<Evaluation>(), A.Token).Returns(new WriteAttempt(null, target));

        var result = await app.Send(Request with { Value = value });

        Assert.Equal(code, result.Error?.Code);
    }

    [Fact]
    public async Task A_write_that_fails_for_no_reason_is_a_bug()
    {
        app.Evaluations.Create(Arg.Any<Evaluation>(), A.Token).Returns(new WriteAttempt(null, Open));

        await Assert.ThrowsAsync<UnreachableException>(() => app.Send(Request));
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public Task A_request_of_the_wrong_shape_is_refused(CreateEvaluation request, string field, string reason) =>
        app.AssertRefuses(request, field, reason);

    [Theory]
    [MemberData(nameof(AtTheLimit))]
    public async Task A_request_at_the_limit_is_accepted(CreateEvaluation request)
    {
        app.Evaluations.Create(Arg.Any<Evaluation>(), A.Token).Returns(Written());

        await app.AssertAccepts(request);
    }

    private static WriteAttempt Written() => new(A.Evaluation(), Open);
}
