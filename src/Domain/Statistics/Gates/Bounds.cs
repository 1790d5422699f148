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
    /// Whether a figure keeps to all of them, and why: where it does not, the reason tells of those alone that it does
    /// not keep to. A figure that is not defined keeps to nothing, and an interval that is not there to no bound of its
    /// ends: what is not known is no reason to let something pass.
    /// </summary>
    public Verdict Of(Estimate figure)
    {
        if (figure.Value is not { } value)
            return new Verdict(false, $"There is no value. {figure.Note}".TrimEnd());
        if (AreNone)
            return new Verdict(true, "Nothing is asked of it.");
        Verdict?[] checks =
        [
            Check("It", value, AtLeast, true),
            Check("It", value, AtMost, false),
            Check("Its lower bound", figure.Low, LowAtLeast, true),
            Check("Its upper bound", figure.High, HighAtMost, false),
            WithoutInterval(figure),
        ];
        var given = checks.OfType<Verdict>().ToList();
        var failed = given.FindAll(verdict => !verdict.Passed);
        var told = failed.Count > 0 ? failed : given;
        return new Verdict(failed.Count == 0, string.Join(' ', told.Select(verdict => verdict.Reason)));
    }

    /// <summary>One sentence for both ends.</summary>
    private Verdict? WithoutInterval(Estimate figure) =>
        (LowAtLeast is not null && figure.Low is null) || (HighAtMost is not null && figure.High is null)
            ? new Verdict(false, $"It has no interval, so that its bounds are not known. {figure.Note}".TrimEnd())
            : null;

    private static Verdict? Check(string what, double? known, double? bound, bool isLower)
    {
        if (known is not { } number || bound is not { } limit)
            return null;
        var passed = isLower ? number >= limit : number <= limit;
        var words = (passed ? "" : "not ") + (isLower ? "at least" : "at most");
        return new Verdict(
            passed, $"{what} is {Digits.Of(number, limit)}, which is {words} {Digits.Of(limit, number)}.");
    }
}
