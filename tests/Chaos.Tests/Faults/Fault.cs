using RunEvaluations.Chaos.Tests.Places;

namespace RunEvaluations.Chaos.Tests.Faults;

/// <summary>What is struck. Two faults at once strike different places.</summary>
internal enum Place
{
    Database,
    Network,
    Service,
}

/// <param name="Name">In the table.</param>
/// <param name="Place">What it strikes.</param>
/// <param name="Strike">Begins it, lasts as long as it is told to, and is still there at the end.</param>
/// <param name="Lift">Puts it right. Nothing that could be done has been forgotten when it ends.</param>
internal sealed record Fault(
    string Name, Place Place, Func<TestSite, TimeSpan, Task> Strike, Func<TestSite, Task> Lift)
{
    public static readonly IReadOnlyList<Fault> All =
        [.. DatabaseFaults.All, .. DiskFaults.All, .. NetworkFaults.All, .. ServiceFaults.All];

    /// <summary>Null where it can be had.</summary>
    public Func<TestSite, string?> LeftOut { get; init; } = _ => null;

    /// <summary>Does something again and again for as long as the fault is to last.</summary>
    public static async Task Repeat(TimeSpan hold, Func<Task> act)
    {
        var began = TimeProvider.System.GetTimestamp();
        do
        {
            await act();
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }
        while (TimeProvider.System.GetElapsedTime(began) < hold);
    }
}
