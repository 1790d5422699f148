namespace RunEvaluations.Chaos.Tests.Faults;

internal static class DiskFaults
{
    public static readonly IReadOnlyList<Fault> All =
    [
        new(
            "disk full",
            Place.Database,
            // What the database frees in the meantime is filled too.
            (site, hold) => Fault.Repeat(hold, () => Task.Run(site.Disk!.Fill)),
            site =>
            {
                site.Disk!.Free();
                return site.DatabaseServes();
            })
        {
            LeftOut = site => site.Disk is null ? "needs root, to mount a tmpfs" : null,
        },
    ];
}
