using RunEvaluations.Application.Evaluations;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Values;
using RunEvaluations.Infrastructure.Tests.TestBed;

namespace RunEvaluations.Infrastructure.Tests.Evaluations;

public sealed class RecordingEvaluationsTests(Ledger ledger) : IClassFixture<Ledger>
{
    private static readonly ValueConstraint AnyNumber =
        new(EvaluationValueType.Continuous, double.MinValue, double.MaxValue);

    private readonly Account account = ledger.NewAccount();

    [Fact]
    public async Task What_is_given_is_answered_and_kept()
    {
        var (runId, labelId) = (await account.HasRun(), await account.HasLabel(AnyNumber));
        var evaluation = account.AnEvaluation(runId, labelId, 0.1) with
        {
            OutputName = "summary",
            FieldPath = "$.items[0]['naïve']",
            Comment = "It's \"quoted\"; -- and\r\n\tspread \\ over 𝄞 lines",
            Metadata = new JsonObjectText("""{"model":"m"}"""),
            Confidence = 0.75,
        };

        var written = await account.Has(evaluation);

        Assert.Equal(
            new EvaluationView
            {
                Id = evaluation.Id,
                AccountId = account.Id,
                RunId = runId,
                EvaluationLabelId = labelId,
                Value = 0.1,
                OutputName = evaluation.OutputName,
                FieldPath = evaluation.FieldPath,
                Comment = evaluation.Comment,
                Metadata = evaluation.Metadata,
                Confidence = 0.75,
                CreatedBy = "ann",
                CreatedAt = Account.Now,
                Version = 1,
                Tag = written.Tag,
            },
            written);
        Assert.Equal(written, await account.Reads(written));
        Assert.Equal([written], await account.ListsEvaluations(runId));
    }

    [Fact]
    public async Task What_is_not_given_is_null()
    {
        var (runId, labelId) = (await account.HasRun(), await account.HasLabel());

        var written = await account.Has(account.AnEvaluation(runId, labelId));

        var bare = new EvaluationView
        {
            Id = written.Id,
            AccountId = account.Id,
            RunId = runId,
            EvaluationLabelId = labelId,
            Value = 1,
            CreatedBy = "ann",
            CreatedAt = Account.Now,
            Version = 1,
            Tag = written.Tag,
        };
        Assert.Equal(bare, written);
        Assert.Equal(bare, await account.Reads(written));
    }

    [Fact]
    public async Task An_evaluator_signs_in_place_of_a_user()
    {
        var (runId, labelId) = (await account.HasRun(), await account.HasLabel());
        var evaluatorId = await account.HasEvaluatorFor(labelId);

        var written = await account.Has(account.AnEvaluation(runId, labelId) with
        {
            Author = Caller.Evaluator(account.Id, evaluatorId),
        });

        Assert.Null(written.CreatedBy);
        Assert.Equal(evaluatorId, written.CreatedByEvaluatorId);
    }

    [Fact]
    public async Task A_time_is_kept_to_the_microsecond_and_read_in_utc()
    {
        var (runId, labelId) = (await account.HasRun(), await account.HasLabel());
        var summer = new DateTimeOffset(2026, 7, 1, 1, 2, 3, TimeSpan.FromHours(2)).AddTicks(1_234_567);

        var written = await account.Has(account.AnEvaluation(runId, labelId) with { CreatedAt = summer });

        Assert.Equal(summer.AddTicks(-7), written.CreatedAt);
        Assert.Equal(TimeSpan.Zero, written.CreatedAt.Offset);
        Assert.Equal(written, await account.Reads(written));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "b" : 1, "a" : 2 }""")]
    [InlineData("""{"n":[1.0,1E2,-0.0,0.10,12345678901234567890,1e-400]}""")]
    [InlineData("""{"s":"\u00e9\/é\n😀\ud83d\ude00","":{"":[]}}""")]
    [InlineData("{\r\n\t\"a\": null }")]
    public async Task Metadata_comes_back_as_it_was_spelt(string spelling)
    {
        var (runId, labelId) = (await account.HasRun(), await account.HasLabel());

        var written = await account.Has(account.AnEvaluation(runId, labelId) with
        {
            Metadata = new JsonObjectText(spelling),
        });

        Assert.Equal(spelling, written.Metadata?.Text);
        Assert.Equal(written, await account.Reads(written));
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(1 / 3d)]
    [InlineData(9007199254740993)]
    [InlineData(double.Epsilon)]
    [InlineData(-2.2250738585072014E-308)]
    [InlineData(double.MaxValue)]
    [InlineData(double.MinValue)]
    public async Task A_value_comes_back_to_the_last_bit(double value)
    {
        var written = await account.HasEvaluation(AnyNumber, value);

        Assert.Equal(value, written.Value);
        Assert.Equal(value, (await account.Reads(written)).Value);
    }

    [Fact]
    public async Task The_longest_texts_that_are_allowed_fit()
    {
        // Each character is two in UTF-16 and four in UTF-8: the limit is in neither.
        static string Text(int length) => string.Concat(Enumerable.Repeat("𝄞", length));
        var (runId, labelId) = (await account.HasRun(), await account.HasLabel());

        var evaluation = account.AnEvaluation(runId, labelId) with
        {
            OutputName = Text(1_000),
            FieldPath = Text(1_000),
            Comment = Text(10_000),
        };

        Assert.Equal(evaluation.Comment, (await account.Has(evaluation)).Comment);
    }
}
