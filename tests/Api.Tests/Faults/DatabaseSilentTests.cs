using System.Net;
using RunEvaluations.Api.Tests.TestBed;
using RunEvaluations.Testing;

namespace RunEvaluations.Api.Tests.Faults;

/// <summary>A database that is there and does not answer: the request is not kept waiting.</summary>
[NeedsOwnDatabase("makes faults of its server")]
public sealed class DatabaseSilentTests(FaultyService service) : IClassFixture<FaultyService>
{
    [Fact]
    public async Task A_frozen_server_is_503_until_it_goes_on()
    {
        service.Server.Freeze();
        try
        {
            // The first find a connection in the pool, those after them have to open one.
            await service.IsUnavailable();
            await service.IsUnavailable();
        }
        finally
        {
            service.Server.Thaw();
        }

        await service.ServesAgain();
    }

    [Fact]
    public async Task Many_callers_of_a_frozen_server_are_all_answered()
    {
        await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => service.Write()));
        service.Server.Freeze();
        try
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => i % 2 == 0 ? service.Write() : service.List()));
            Assert.All(answers, FaultyService.Unavailable);
            await service.IsUnavailable();
        }
        finally
        {
            service.Server.Thaw();
        }

        await service.ServesAgain();
    }

    [Fact]
    public async Task A_network_that_lets_nothing_through_is_503_until_it_does()
    {
        service.Network.FallSilent();
        await service.IsUnavailable();
        await service.IsUnavailable();

        service.Network.Cut();
        service.Network.Resume();

        await service.ServesAgain();
    }

    [Fact]
    public async Task A_connection_that_is_cut_in_the_middle_of_a_statement_is_503()
    {
        service.Network.FallSilent();
        var reads = Enumerable.Range(0, 4).Select(_ => service.Read()).ToList();
        await Task.Delay(TimeSpan.FromMilliseconds(50));
        service.Network.Cut();
        foreach (var answer in await Task.WhenAll(reads))
            FaultyService.Unavailable(answer);

        service.Network.Resume();

        await service.ServesAgain();
    }

    [Fact]
    public async Task A_list_that_cannot_be_finished_does_not_look_finished()
    {
        await service.Server.Execute(LongRun.Insert(service.Ada.Account, service.Run, service.Label, 20_000));
        using (var response = await service.Ada.Open($"/v1/run/{service.Run}/evaluations"))
        {
            await using var body = await response.Content.ReadAsStreamAsync();
            await body.ReadExactlyAsync(new byte[1000]);

            service.Network.Cut();

            await Assert.ThrowsAsync<HttpIOException>(() => body.CopyToAsync(Stream.Null));
        }

        await service.ServesAgain();
    }

    [Fact]
    public async Task A_network_that_is_slow_is_waited_for()
    {
        service.Network.Delay = TimeSpan.FromMilliseconds(100);
        try
        {
            (await service.Read()).Is(HttpStatusCode.OK);
        }
        finally
        {
            service.Network.Delay = TimeSpan.Zero;
        }
    }
}
