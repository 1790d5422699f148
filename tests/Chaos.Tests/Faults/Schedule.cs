namespace RunEvaluations.Chaos.Tests.Faults;

/// <summary>
/// What happens when: each fault once by itself, in an order that the seed decides, and after that all of them again
/// and again, every third time together with one at another place.
/// </summary>
internal sealed class Schedule(IReadOnlyList<Fault> faults, Random random)
{
    /// <summary>How many there are before each has been there once.</summary>
    public int FirstRound => faults.Count;

    public IEnumerable<IReadOnlyList<Fault>> Strikes()
    {
        for (var round = 1; ; round++)
        {
            var order = faults.ToArray();
            random.Shuffle(order);
            foreach (var fault in order)
            {
                var others = order.Where(f => f.Place != fault.Place).ToArray();
                yield return round > 1 && random.Next(3) == 0 ? [fault, others[random.Next(others.Length)]] : [fault];
            }
        }
    }
}
