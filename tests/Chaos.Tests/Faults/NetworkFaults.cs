using System.Net.Sockets;
using RunEvaluations.Api.Tests.TestBed;
using RunEvaluations.Chaos.Tests.Places;
using RunEvaluations.Testing;

namespace RunEvaluations.Chaos.Tests.Faults;

internal static class NetworkFaults
{
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(150);

    public static readonly IReadOnlyList<Fault> All =
    [
        new("way to the database cut", Place.Network, (site, hold) => Cut([site.Network], hold), Nothing),
        new("way to the database slow", Place.Network, (site, hold) => Delay(site.Network, Slow, hold), Quick),
        new("way to the database refused", Place.Network, Refuse, Listen),
        new("way to the database silent", Place.Network, Silence, Resume),
        // The answers on the way are lost, and the work goes on.
        new("ways of the clients cut", Place.Network, (site, hold) => Cut(Clients(site), hold), Nothing),
    ];

    private static IEnumerable<FaultyProxy> Clients(TestSite site) => site.Instances.Select(i => i.Network);

    private static Task Nothing(TestSite site) => Task.CompletedTask;

    private static Task Cut(IEnumerable<FaultyProxy> ways, TimeSpan hold) => Fault.Repeat(hold, () =>
    {
        foreach (var way in ways)
            way.Cut();
        return Task.CompletedTask;
    });

    private static Task Delay(FaultyProxy way, TimeSpan delay, TimeSpan hold)
    {
        way.Delay = delay;
        return Task.Delay(hold);
    }

    private static Task Quick(TestSite site)
    {
        site.Network.Delay = TimeSpan.Zero;
        return Task.CompletedTask;
    }

    private static Task Refuse(TestSite site, TimeSpan hold)
    {
        site.Network.Refuse();
        site.Network.Cut();
        return Task.Delay(hold);
    }

    private static Task Listen(TestSite site) => Eventually.Is(() =>
    {
        try
        {
            site.Network.Listen();
            return Task.FromResult(true);
        }
        catch (SocketException)
        {
            // Somebody's connection has been given the port meanwhile.
            return Task.FromResult(false);
        }
    });

    private static Task Silence(TestSite site, TimeSpan hold)
    {
        site.Network.FallSilent();
        return Task.Delay(hold);
    }

    private static Task Resume(TestSite site)
    {
        site.Network.Resume();
        return Task.CompletedTask;
    }
}
