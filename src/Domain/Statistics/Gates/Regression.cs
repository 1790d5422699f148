namespace RunEvaluations.Domain.Statistics.Gates;

/// <summary>Whether something has become worse.</summary>
public static class Regression
{
    /// <summary>
    /// With a margin it has to be shown that nothing is worse by more than that: no part of the difference's interval
    /// lies below minus the margin (a test of non-inferiority). Without one it is enough that nothing is shown to be
    /// worse: the interval does not lie below 0 as a whole. The second is easily passed by few runs, which show little:
    /// ask for coverage as well. A difference without an interval shows nothing, and does not pass.
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
        if (difference is not { Value: { } value, Low: { } low, High: { } high })
            return new Verdict(false, $"There is no difference with an interval. {difference.Note}".TrimEnd());

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
}
