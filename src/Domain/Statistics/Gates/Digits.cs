using System.Globalization;

namespace RunEvaluations.Domain.Statistics.Gates;

/// <summary>How many digits of a number a sentence tells.</summary>
internal static class Digits
{
    /// <summary>
    /// Six, or all where six would not tell it from what it is held against: 0.89999999 is not 0.9 where the sentence
    /// says that it is less.
    /// </summary>
    public static string Of(double number, double against)
    {
        var six = Six(number);
        return number != against && six == Six(against) ? number.ToString("R", CultureInfo.InvariantCulture) : six;
    }

    private static string Six(double number) => number.ToString("G6", CultureInfo.InvariantCulture);
}
