using System.Globalization;

namespace RunEvaluations.Domain.Statistics.Gates;

/// <summary>What a figure and its interval must keep to. What is null is no condition.</summary>
/// <param name="AtLeast">For the figure itself; included, as are all.</param>
/// <param name="AtMost">For the figure itself.</param>
/// <param name="LowAtLeast">For the lower end of the interval.</param>
/// <param name="HighAtMost">For the upper end of the interval.</param>
public sealed record Bounds(double? AtLeast, double? AtMost, double? LowAtLeast, double? HighAtMost)
{
    public bool AreNone => this == new Bounds(null, null, null, null);

    /// <summary>
    /// Whether a figure keeps to all of them, and why. A figure that is not defined keeps to nothing, and an interval that
    /// is not there to no bound of its ends: what is not known is no reason to let something pass.
    /// </summary>
    public Verdict Of(Estimate figure)
    {
        if (figure.Value is not { } value)
            return new Verdict(false, $"There is no value. {figure.Note}");
        Verdict?[] all =
        [
            Check("It", value, AtLeast, (v, bound) => v >= bound, "at least"),
            Check("It", value, AtMost, (v, bound) => v <= bound, "at most"),
            CheckEnd("Its lower bound", figure.Low, figure, LowAtLeast, (v, bound) => v >= bound, "at least"),
            CheckEnd("Its upper bound", figure.High, figure, HighAtMost, (v, bound) => v <= bound, "at most"),
        ];
        var given = all.OfType<Verdict>().ToList();
        var failed = given.Where(verdict => !verdict.Passed).ToList();
        return new Verdict(failed.Count == 0, string.Join(' ', (failed.Count > 0 ? failed : given).Select(v => v.Reason)));
    }

    private static Verdict? CheckEnd(
        string what, double? end, Estimate figure, double? bound, Func<double, double, bool> keeps, string words)
    {
        if (bound is null)
            return null;
        return end is { } known
            ? Check(what, known, bound, keeps, words)
            : new Verdict(false, $"It has no interval, so that its bounds are not known. {figure.Note}".TrimEnd());
    }

    private static Verdict? Check(
        string what, double value, double? bound, Func<double, double, bool> keeps, string words)
    {
        if (bound is not { } limit)
            return null;
        var passed = keeps(value, limit);
        return new Verdict(passed, string.Create(
            CultureInfo.InvariantCulture, $"{what} is {value:G6}, which is {(passed ? "" : "not ")}{words} {limit:G6}."));
    }
}

/// <param name="Passed">Whether it is as it must be.</param>
/// <param name="Reason">Why, as a sentence or two.</param>
public sealed record Verdict(bool Passed, string Reason);
