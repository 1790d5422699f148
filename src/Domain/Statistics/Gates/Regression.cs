namespace RunEvaluations.Domain.Statistics.Gates;

/// <summary>Whether something has become worse.</summary>
public static class Regression
{
    /// <summary>
    /// With a margin it has to be shown that nothing is worse by more than that: no part of the difference's interval
    /// lies below minus the margin (a test of non-inferiority). Without one it is enough that nothing is shown to be
    /// worse: the interval does not lie below 0 as a whole. The second is easily passed by few runs, which show little:
    /// ask for coverage as well. Without an interval nothing is shown: with a margin it does not pass, and without one
    /// it passes where the difference as it stands is none or for the better, such as that of answers that are the same.
    /// </summary>
    /// <remarks>
    /// Source: Piaggio et al. 2012, Reporting of noninferiority and equivalence randomized trials, JAMA 308.
    /// </remarks>
    /// <param name="difference">That of the candidate less the baseline, with its interval.</param>
    /// <param name="margin">In the unit of the values, 0 or more; null for none.</param>
    /// <param name="lowerIsBetter">Whether a negative difference is for the better.</param>
    public static Verdict Of(Estimate difference, double? margin, bool lowerIsBetter)
    {
        if (margin < 0)
            throw new ArgumentOutOfRangeException(nameof(margin), margin, "must not be negative");
        if (difference.Value is not { } value)
            return new Verdict(false, $"There is no difference. {difference.Note}".TrimEnd());
        if (difference is not { Low: { } low, High: { } high })
            return Unsure(value, margin, lowerIsBetter, difference.Note);

        var (most, least) = lowerIsBetter ? (high, low) : (-low, -high);
        var limit = margin ?? 0;
        var told = $"The difference is {Digits.Of(value, 0)}, with an interval from {Digits.Of(low, -limit)} to "
            + Digits.Of(high, limit);
        if (margin is null)
        {
            var worse = least > 0;
            return new Verdict(!worse, $"{told}: it is {(worse ? "" : "not ")}shown to be worse.");
        }

        var passed = most <= limit;
        return new Verdict(
            passed,
            $"{told}: it is {(passed ? "" : "not ")}shown to be worse by no more than {Digits.Of(limit, most)}.");
    }

    private static Verdict Unsure(double value, double? margin, bool lowerIsBetter, string? note)
    {
        var passed = margin is null && (lowerIsBetter ? value <= 0 : value >= 0);
        return new Verdict(
            passed,
            $"The difference is {Digits.Of(value, 0)}, without an interval: {(passed ? "it is not worse" : "nothing is shown")}. {note}"
                .TrimEnd());
    }
}
