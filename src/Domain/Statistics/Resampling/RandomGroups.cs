namespace RunEvaluations.Domain.Statistics.Resampling;

/// <summary>
/// Deals what arrives one after the other into groups at random: each round gives every group one member, in a random
/// order, so that sizes differ by one at most. While there are fewer arrivals than groups each is a group of its own.
/// </summary>
/// <remarks>
/// The groups can be resampled as if they were the observations, with memory that does not grow.
/// Source: Wolter 2007, Introduction to Variance Estimation, ch. 2, the random group method.
/// </remarks>
public sealed class RandomGroups
{
    private readonly Xoshiro256 random;
    private readonly int[] order;
    private int next;
    private bool full;

    public RandomGroups(int groups, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(groups);
        random = new Xoshiro256(seed);
        order = [.. Enumerable.Range(0, groups)];
    }

    /// <summary>The group of the next arrival, from 0.</summary>
    public int Next()
    {
        // A shuffle, one step at a time; the first round fills the groups in their order.
        if (full)
        {
            var other = next + random.NextBelow(order.Length - next);
            (order[next], order[other]) = (order[other], order[next]);
        }

        var group = order[next++];
        if (next == order.Length)
        {
            next = 0;
            full = true;
        }

        return group;
    }
}
