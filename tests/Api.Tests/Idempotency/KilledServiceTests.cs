using System.Net;
using RunEvaluations.Api.Tests.TestBed;
using RunEvaluations.Testing;

namespace RunEvaluations.Api.Tests.Idempotency;

[NeedsOwnDatabase("watches what its server waits for")]
[Collection(ProgramCollections.Services)]
public sealed class KilledServiceTests(ServiceFixture database) : IClassFixture<ServiceFixture>, IDisposable
{
    private readonly ProgramDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task A_service_that_is_killed_between_claim_and_commit_leaves_the_key_free()
    {
        var settings = database.Connections.Settings();
        var program = await ProgramProcess.Serve(directory, settings);
        var ada = directory.User(program.Address);
        var run = await ada.HasRun();
        var (path, body) = ($"/v1/run/{run}/evaluations", new { evaluation_label_id = await ada.HasBinaryLabel(), value = 1 });
        await using var held = await HeldRun.Lock(database, run);
        var first = ada.PostWithKey(path, body, "k");
        await HeldRun.IsWaitedFor(database);

        await program.DisposeAsync();
        await Task.WhenAny(first);
        await held.DisposeAsync();

        await using var next = await ProgramProcess.Serve(directory, settings);
        var again = directory.User(next.Address, ada.Account);
        Assert.False((await again.PostUntilAnswered(path, body, "k")).Is(HttpStatusCode.Created).IsReplayed());
        Assert.Single((await again.Get(path)).Items);
    }
}
