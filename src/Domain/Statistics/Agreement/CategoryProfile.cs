namespace RunEvaluations.Domain.Statistics.Agreement;

/// <summary>
/// The categories that a target got, whoever gave them. Only targets with two or more ratings have one.
/// </summary>
internal sealed class CategoryProfile
{
    /// <param name="key">A character for each rating: its category. In ascending order.</param>
    /// <param name="targets">How many targets have it.</param>
    public CategoryProfile(string key, long targets)
    {
        var groups = key.GroupBy(c => c).ToArray();
        Categories = [.. groups.Select(g => (int)g.Key)];
        Counts = [.. groups.Select(g => g.Count())];
        Ratings = key.Length;
        Targets = targets;
        AgreeingPairs = Counts.Sum(c => c * (c - 1.0)) / (Ratings * (Ratings - 1.0));
    }

    public long Targets { get; }

    /// <summary>m, the number of ratings of each of its targets.</summary>
    public int Ratings { get; }

    /// <summary>The distinct categories, in ascending order.</summary>
    public int[] Categories { get; }

    /// <summary>How many of the ratings are of each.</summary>
    public int[] Counts { get; }

    /// <summary>The share of the pairs of raters who agree, P_i.</summary>
    public double AgreeingPairs { get; }
}
