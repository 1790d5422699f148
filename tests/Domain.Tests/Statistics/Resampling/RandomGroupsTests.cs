using RunEvaluations.Domain.Statistics.Resampling;

namespace RunEvaluations.Domain.Tests.Statistics.Resampling;

public sealed class RandomGroupsTests
{
    [Fact]
    public void At_first_each_arrival_is_a_group_of_its_own()
    {
        var groups = new RandomGroups(100, seed: 1);

        Assert.Equal(Enumerable.Range(0, 100), Enumerable.Range(0, 100).Select(_ => groups.Next()));
    }

    [Fact]
    public void Each_later_round_gives_each_group_one_member_in_another_order()
    {
        var groups = new RandomGroups(100, seed: 1);
        var rounds = Enumerable.Range(0, 5).Select(_ => Enumerable.Range(0, 100).Select(_ => groups.Next()).ToArray());

        var orders = rounds.ToArray();
        Assert.All(orders, order => Assert.Equal(Enumerable.Range(0, 100), order.Order()));
        Assert.Equal(5, orders.Select(order => string.Join(',', order)).Distinct().Count());
    }

    [Fact]
    public void Who_share_a_group_is_decided_by_the_seed()
    {
        Assert.Equal(Dealt(7), Dealt(7));
        Assert.NotEqual(Dealt(7), Dealt(8));

        static int[] Dealt(ulong seed)
        {
            var groups = new RandomGroups(50, seed);
            return [.. Enumerable.Range(0, 200).Select(_ => groups.Next())];
        }
    }

    [Fact]
    public void Any_two_later_arrivals_are_about_as_likely_to_share_a_group_as_any_others()
    {
        // In the second and the third round of ten groups: the fixed places 0 and 0 share one in 1 of 10 cases.
        var shared = Enumerable.Range(0, 5_000).Count(seed =>
        {
            var groups = new RandomGroups(10, (ulong)seed);
            var dealt = Enumerable.Range(0, 30).Select(_ => groups.Next()).ToArray();
            return dealt[10] == dealt[20];
        });

        Assert.InRange(shared, 400, 600);
    }
}
