using FsCheck;
using FsCheck.Fluent;
using RunEvaluations.Domain.Labels;

namespace RunEvaluations.Domain.Tests;

/// <summary>What the tests of the rules are told with.</summary>
internal static class A
{
    public static readonly Guid LabelId = new("01990000-0000-7000-8000-0000000000aa");

    public static readonly ValueConstraint Binary = new(EvaluationValueType.Binary);

    public static ValueConstraint Continuous(double min, double max) => new(EvaluationValueType.Continuous, min, max);

    public static ValueConstraint Categorical(params string[] categories) =>
        new(EvaluationValueType.Categorical, Categories: categories);

    public static ValueConstraint Ordinal(params string[] categories) =>
        new(EvaluationValueType.Ordinal, Categories: categories);

    public static string[] Categories(int count) => [.. Enumerable.Range(0, count).Select(i => $"category {i}")];

    public static EvaluationLabel Label(ValueConstraint constraint, bool archived = false) =>
        new(LabelId, "accuracy", constraint, archived);
}

internal static class Always
{
    /// <summary>The same values in each run: what is found once is found again.</summary>
    private static readonly Config Settings = Config.QuickThrowOnFailure.WithReplay(20261122, 1).WithMaxTest(1000);

    /// <summary>Holds for what FsCheck thinks of as a T: of doubles also NaN, infinities and both zeros.</summary>
    public static void Holds<T>(Func<T, bool> property) => Prop.ForAll(property).Check(Settings);

    public static void Holds<T>(Gen<T> values, Func<T, bool> property) =>
        Prop.ForAll(values.ToArbitrary(), property).Check(Settings);
}

/// <summary>A clock that stands where it is put.</summary>
internal sealed class StandingClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
