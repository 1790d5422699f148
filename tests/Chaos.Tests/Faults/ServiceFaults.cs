using RunEvaluations.Chaos.Tests.Places;

namespace RunEvaluations.Chaos.Tests.Faults;

/// <summary>They are over when the process is begun again, so that its start is a part of the recovery.</summary>
internal static class ServiceFaults
{
    public static readonly IReadOnlyList<Fault> All =
    [
        new(
            "one service killed with -9", Place.Service,
            (site, hold) => Stop("KILL", hold, site.Instances[0]), site => Start(site.Instances[0])),
        new(
            "one service stopped with TERM", Place.Service,
            (site, hold) => Stop("TERM", hold, site.Instances[1]), site => Start(site.Instances[1])),
        new(
            "both killed and started at once", Place.Service,
            (site, hold) => Stop("KILL", hold, [.. site.Instances]), site => Start([.. site.Instances])),
    ];

    private static async Task Stop(string signal, TimeSpan hold, params Instance[] instances)
    {
        await Task.WhenAll(instances.Select(i => i.Stop(signal)));
        await Task.Delay(hold);
    }

    private static Task Start(params Instance[] instances)
    {
        foreach (var instance in instances)
            instance.Start();
        return Task.CompletedTask;
    }
}
