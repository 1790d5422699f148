using RunEvaluations.Domain.Statistics.Intervals;

namespace RunEvaluations.Domain.Statistics.Comparison;

/// <summary>Which tests a comparison makes, once it is known whether every value is 0 or 1.</summary>
/// <param name="Test">The test that counts.</param>
/// <param name="Others">The others.</param>
/// <param name="YesOrNo">Whether shares of yes are compared: the label is binary and every value is 0 or 1.</param>
/// <param name="Note">Why the test is not the one that fits, or that was asked for.</param>
internal sealed record ComparisonPlan(
    ComparisonTest Test,
    IReadOnlyList<ComparisonTest> Others,
    bool YesOrNo,
    string? Note)
{
    private const string Fractions =
        "Raters of a run disagree, so that not every run's value is 0 or 1: the means are compared instead.";

    private const string ShareMethod = "Share of yes; Wilson score interval";
    private const string MeanMethod = "Mean; t interval";

    /// <exception cref="ArgumentException">
    /// The settings have a problem that <see cref="ComparisonFit.Problem"/> names, or a value is not finite.
    /// </exception>
    public static ComparisonPlan For(double[] baseline, double[] candidate, ComparisonSettings settings, bool paired)
    {
        if (ComparisonFit.Problem(settings.ValueType, settings.Test, paired) is { } problem)
            throw new ArgumentException(problem, nameof(settings));
        if (!baseline.All(double.IsFinite) || !candidate.All(double.IsFinite))
            throw new ArgumentException("The values must be finite.", nameof(baseline));

        var binary = settings.ValueType is Labels.EvaluationValueType.Binary;
        var yesOrNo = binary && baseline.All(IsYesOrNo) && candidate.All(IsYesOrNo);
        var tests = ComparisonFit.Tests(settings.ValueType, paired, yesOrNo);
        var possible = settings.Test is { } wish && (yesOrNo || !ComparisonFit.NeedsYesOrNo(wish));
        var test = possible ? settings.Test!.Value : tests[0];
        return new ComparisonPlan(
            test,
            [.. tests.Where(t => t != test)],
            yesOrNo,
            binary && !yesOrNo && !possible ? Fractions : null);
    }

    /// <summary>The mean or share of one side.</summary>
    public Estimate Level(double[] values, SampleMoments moments, double confidence)
    {
        if (!YesOrNo || values.Length == 0)
            return MeanInterval.Of(moments, YesOrNo ? ShareMethod : MeanMethod, confidence);
        return WilsonInterval.Share(values.LongCount(v => v == 1), values.Length, ShareMethod, confidence);
    }

    public TestResult WithNote(TestResult result) =>
        Note is null ? result : result with { Note = result.Note is null ? Note : $"{result.Note} {Note}" };

    /// <summary>The difference that should be seen, and the note that belongs to it.</summary>
    public static (double? Difference, string? Note) Detect(ComparisonSettings settings, Estimate difference) =>
        settings.Detect is { } asked
            ? (asked, null)
            : (difference.Value, "For a difference as large as the one that was seen.");

    private static bool IsYesOrNo(double value) => value is 0 or 1;
}
