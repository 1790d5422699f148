using System.Text.Json;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Application.Evaluators;
using RunEvaluations.Application.Idempotency;
using RunEvaluations.Application.Labels;
using RunEvaluations.Application.Runs;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Runs;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Tests.Idempotency;

public sealed class KeptViewTests
{
    [Fact]
    public void An_evaluation_is_read_as_it_was_kept() => ComesBack(A.Evaluation() with
    {
        Value = 0.1 + 0.2,
        CreatedAt = A.Now.AddTicks(1_234_560),
        Comment = " é 🙂 \"<&>\n\\ud83d ",
        Metadata = new JsonObjectText("""{"z":1.0,"a":12345678901234567890,"n":{"e":1E2,"s":"\u00e9 \ud83d\ude42"}}"""),
        Confidence = double.Epsilon,
    });

    [Fact]
    public void A_run_is_read_as_it_was_kept() => ComesBack(A.Run() with
    {
        Status = RunStatus.Timeout,
        CompletedAt = A.Now,
        TotalCost = double.MaxValue,
        TotalTokens = long.MaxValue,
        Result = new RunResult
        {
            Id = A.Id(3),
            Outputs = new JsonObjectText("""{ "answer" : "Paris" }"""),
            Usage = new RunUsage { PromptTokens = 0, Cost = 1e-300 },
            Error = new RunFailure(null, "limit"),
        },
    });

    [Fact]
    public void A_label_is_read_as_it_was_kept()
    {
        var label = A.Label() with { ValueType = EvaluationValueType.Ordinal, Categories = ["bad", "good"] };

        var read = KeptView.Read<LabelView>(KeptView.Write(label));

        Assert.Equal(label.Categories, read.Categories);
        Assert.Equal(label, read with { Categories = label.Categories });
    }

    [Fact]
    public void An_evaluator_is_read_as_it_was_kept()
    {
        var evaluator = A.EvaluatorView();

        var read = KeptView.Read<EvaluatorView>(KeptView.Write(evaluator));

        Assert.Equal(evaluator.EvaluationLabelIds, read.EvaluationLabelIds);
        Assert.Equal(evaluator, read with { EvaluationLabelIds = evaluator.EvaluationLabelIds });
    }

    [Fact]
    public void A_batch_is_read_as_it_was_kept()
    {
        var label = new EvaluationLabel(A.Id(91), "é", new(EvaluationValueType.Continuous, 0, 1e300), false);
        Error[] errors =
        [
            LabelErrors.ValueNotAllowed(label, 0.1 + 0.2), RunErrors.NotFound, Error.Invalid("value", "is required"),
        ];
        var recorded = new EvaluationBatchItem { Id = A.Id(1), Tag = "1-0f", EvaluationLabelId = A.Id(91) };

        var read = KeptView.Read<EvaluationBatchView>(KeptView.Write(
            new EvaluationBatchView("4f0c", [recorded, .. errors.Select(error => new EvaluationBatchItem { Error = error })])));

        Assert.Equal(("4f0c", recorded), (read.TraceId, read.Items[0]));
        foreach (var (kept, error) in read.Items.Skip(1).Zip(errors))
        {
            Assert.Equal((error.Kind, error.Code, error.Message), (kept.Error!.Kind, kept.Error.Code, kept.Error.Message));
            Assert.Equal(JsonSerializer.Serialize(error.Facts), JsonSerializer.Serialize(kept.Error.Facts));
            Assert.Equal(JsonSerializer.Serialize(error.Fields), JsonSerializer.Serialize(kept.Error.Fields));
        }
    }

    /// <summary>
    /// What a release has kept, the next one answers: these texts are of the first that did, and never change.
    /// </summary>
    [Fact]
    public void What_an_earlier_release_has_kept_can_be_read()
    {
        const string Id = "00000001-0000-7000-8000-000000000000";
        const string At = "2026-03-01T12:00:00+00:00";

        Assert.Equal(
            A.Evaluation() with { Metadata = new JsonObjectText("{}") },
            KeptView.Read<EvaluationView>($$"""
                {"id":"{{Id}}","account_id":"acme","run_id":"0000005a-0000-7000-8000-000000000000",
                "evaluation_label_id":"0000005b-0000-7000-8000-000000000000","value":1,"created_at":"{{At}}",
                "metadata":{"text":"{}"},"version":1,"tag":"1-0f"}
                """));
        Assert.Equal(
            A.Run() with { CreatedAt = A.Now },
            KeptView.Read<RunView>($$"""
                {"id":"{{Id}}","account_id":"acme","status":"completed","created_by":"ann","created_at":"{{At}}"}
                """));
        Assert.Equal(
            A.Label(),
            KeptView.Read<LabelView>($$"""
                {"id":"{{Id}}","account_id":"acme","name":"accuracy","value_type":"binary","created_by":"ann",
                "created_at":"{{At}}"}
                """));
        Assert.Equal(
            A.EvaluatorView().Id,
            KeptView.Read<EvaluatorView>($$"""
                {"id":"{{Id}}","account_id":"acme","name":"judge","kind":"llm",
                "evaluation_label_ids":["0000005b-0000-7000-8000-000000000000"],"created_by":"ann","created_at":"{{At}}"}
                """).Id);
    }

    private static void ComesBack<T>(T view) => Assert.Equal(view, KeptView.Read<T>(KeptView.Write(view)));
}
