namespace RunEvaluations.Chaos.Tests.Faults;

public sealed class ScheduleTests
{
    [Fact]
    public void Each_fault_comes_once_by_itself_before_any_comes_again()
    {
        var schedule = new Schedule(Fault.All, new Random(1));

        var first = schedule.Strikes().Take(schedule.FirstRound).ToList();

        Assert.All(first, strike => Assert.Single(strike));
        Assert.Equal(Fault.All.Select(f => f.Name).Order(), first.Select(strike => strike[0].Name).Order());
    }

    [Fact]
    public void Faults_that_come_together_strike_different_places()
    {
        var together = new Schedule(Fault.All, new Random(1)).Strikes().Take(200).Where(s => s.Count > 1).ToList();

        Assert.NotEmpty(together);
        Assert.All(together, strike => Assert.Equal(strike.Count, strike.Select(f => f.Place).Distinct().Count()));
    }

    [Fact]
    public void A_seed_brings_the_same_faults_in_the_same_order()
    {
        IEnumerable<string> Names(int seed) =>
            new Schedule(Fault.All, new Random(seed)).Strikes().Take(60).SelectMany(s => s).Select(f => f.Name);

        Assert.Equal(Names(7), Names(7));
        Assert.NotEqual(Names(7), Names(8));
    }
}
