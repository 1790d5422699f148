using System.Globalization;

namespace RunEvaluations.Domain.Statistics.Gates;

/// <summary>Whether something has become worse.</summary>
public static class Regression
{
    /// <summary>
    /// With a margin it has to be shown that nothing is worse by more than that: the whole interval of the difference lies
    /// above minus the margin (a test of non-inferiority; Piaggio et al. 2012, Reporting of noninferiority and equivalence
    /// randomized trials, JAMA 308). Without one it is enough that nothing is shown to be worse: the interval does not lie
    /// below 0 as a whole. The second is easily passed by few runs, which show little: ask for coverage as well.
    /// </summary>
    /// <param name="difference">That of the candidate less the baseline, with its interval.</param>
    /// <param name="margin">In the unit of the values, 0 or more; null for none.</param>
    /// <param name="lowerIsBetter">Whether a negative difference is for the better.</param>
    public static Verdict Of(Estimate difference, double? margin, bool lowerIsBetter)
    {
        if (difference is not { Value: { } value, Low: { } low, High: { } high })
            return new Verdict(false, $"There is no difference with an interval. {difference.Note}".TrimEnd());

        var (worst, best) = lowerIsBetter ? (-high, -low) : (low, high);
        var passed = margin is { } allowed ? worst >= -allowed : best >= 0;
        var told = string.Create(
            CultureInfo.InvariantCulture, $"The difference is {value:G6}, with an interval from {low:G6} to {high:G6}");
        return new Verdict(passed, margin is { } most
            ? string.Create(
                CultureInfo.InvariantCulture, $"{told}: it is {(passed ? "" : "not ")}shown to be worse by no more than {most:G6}.")
            : $"{told}: it is {(passed ? "not " : "")}shown to be worse.");
    }
}
