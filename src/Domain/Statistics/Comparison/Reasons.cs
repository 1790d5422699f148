namespace RunEvaluations.Domain.Statistics.Comparison;

/// <summary>Why a figure or a test is not there, where several have the same reason.</summary>
internal static class Reasons
{
    public const string EmptySide = "It takes at least one value on each side.";
    public const string NoPairs = "There are no pairs.";
    public const string NoPairDiffers = "No pair differs.";
    public const string AllDifferencesZero = "All differences are 0.";
    public const string AllTheSame = "All values are the same.";
    public const string EachConstant = "Each side is constant: there is no spread to judge by.";
    public const string BeyondShares = "A difference of that size would need a share below 0 or above 1.";
}
