using RunEvaluations.Api.Tests.TestBed;
using RunEvaluations.Testing;

namespace RunEvaluations.Api.Tests.Faults;

/// <summary>A database that is not there, or no more, or not yet.</summary>
[NeedsOwnDatabase("makes faults of its server")]
public sealed class DatabaseGoneTests(FaultyService service) : IClassFixture<FaultyService>
{
    [Fact]
    public async Task A_database_that_is_down_is_503_until_it_is_up()
    {
        await service.Server.Stop();
        await service.IsUnavailable();
        await service.IsUnavailable();

        await service.Server.Start();

        await service.ServesAgain();
    }

    [Fact]
    public async Task A_database_that_is_starting_up_is_503_until_it_has()
    {
        // A standby that takes no queries says what a server says that is starting.
        var standby = Path.Combine(service.Server.Cluster, "standby.signal");
        await service.Server.Execute("alter system set hot_standby = off");
        await service.Server.Stop();
        await File.WriteAllTextAsync(standby, "");
        await service.Server.BeginStart();
        await service.IsUnavailable();

        await service.Server.Stop();
        File.Delete(standby);
        await service.Server.Start();

        await service.ServesAgain();
    }

    [Fact]
    public async Task A_database_that_waits_for_others_to_leave_takes_no_new_connections()
    {
        await service.Server.Control("stop", "-m", "smart");
        service.Network.Cut();
        await service.IsUnavailable();

        await service.Server.Stop();
        await service.Server.Start();

        await service.ServesAgain();
    }

    [Fact]
    public async Task Connections_that_an_administrator_ends_are_replaced()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => service.Write()));

        await service.Server.Execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'RunEvaluations'");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => service.Write()));
        foreach (var answer in answers.Where(a => a.Status != 201))
            FaultyService.Unavailable(answer);
        await service.ServesAgain();
    }

    [Fact]
    public async Task A_network_that_refuses_connections_is_503_until_it_takes_them()
    {
        service.Network.Refuse();
        service.Network.Cut();
        await service.IsUnavailable();

        service.Network.Listen();

        await service.ServesAgain();
    }

    [Fact]
    public async Task A_host_that_does_not_exist_is_503()
    {
        await using var lost = await service.Beside("Host=no-such-host.invalid");

        FaultyService.Unavailable(await lost.Client.Get("/v1/runs"));
    }

    [Fact]
    public async Task A_database_that_was_taken_away_is_503_until_it_is_back()
    {
        service.Network.Refuse();
        service.Network.Cut();
        await Eventually.Is(async () => await service.Server.TryExecute(
            "alter database run_evaluations rename to away", "template1"));
        service.Network.Listen();
        await service.IsUnavailable();

        await service.Server.Execute("alter database away rename to run_evaluations", "template1");

        await service.ServesAgain();
    }
}
