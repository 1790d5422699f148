using System.Diagnostics;
using System.Net;
using RunEvaluations.Api.Tests.TestBed;
using RunEvaluations.Testing;
using Xunit.Abstractions;

namespace RunEvaluations.Api.Tests.Faults;

/// <summary>
/// A disk that is really full: a small file system of its own, for which it takes root. Anybody else sees the error that
/// PostgreSQL reports of it in <see cref="DatabaseBusyTests"/> alone.
/// </summary>
[NeedsOwnDatabase("makes faults of its server")]
public sealed class FullDiskTests(FaultyService service, ITestOutputHelper output) : IClassFixture<FaultyService>
{
    /// <summary>It has to belong to whom the cluster belongs to.</summary>
    private const string Mount = "mount -t tmpfs -o size=12m,mode=700,uid=$(stat -c %u \"$1\") tmpfs \"$2\"";

    [Fact]
    public async Task A_full_disk_is_503_for_writes_until_there_is_room_and_reads_go_on()
    {
        var disk = Directory.CreateTempSubdirectory("run-evaluations-tests-").FullName;
        try
        {
            if (!await Succeeds("sh", "-c", Mount, "sh", service.Server.Cluster, disk))
            {
                output.WriteLine("Not run: no file system can be mounted here, which takes root.");
                return;
            }

            await Fill(disk);
        }
        finally
        {
            await Succeeds("umount", "-l", disk);
            Directory.Delete(disk, recursive: true);
        }
    }

    private async Task Fill(string disk)
    {
        await service.Server.Execute($"create tablespace small location '{disk}'");
        await service.Server.Execute("alter table run_evaluations set tablespace small");
        await service.ServesAgain();
        await service.Server.Execute("create table ballast (text text) tablespace small");
        await service.Server.Execute("alter table ballast alter text set storage plain");
        foreach (var rows in (int[])[100, 1])
        {
            while (await service.Server.TryExecute(
                $"insert into ballast select repeat('x', 8000) from generate_series(1, {rows})"))
            {
                // Until not even one more page fits.
            }
        }

        // The last pages of the table and its indexes have some room left.
        await Eventually.Is(async () => (await service.Write()).Status == 503);
        FaultyService.Unavailable(await service.Write());
        (await service.Read()).Is(HttpStatusCode.OK);
        (await service.List()).Is(HttpStatusCode.OK);

        await service.Server.Execute("drop table ballast");
        await service.ServesAgain();
        await service.Server.Execute("alter table run_evaluations set tablespace pg_default");
        await service.Server.Execute("drop tablespace small");
    }

    private static async Task<bool> Succeeds(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }
}
