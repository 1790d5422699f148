using System.Net;
using RunEvaluations.Api.Tests.TestBed;
using RunEvaluations.Testing;

namespace RunEvaluations.Api.Tests.Hosting;

[NeedsOwnDatabase("migrates it")]
[Collection(ProgramCollections.Services)]
public sealed class StartTogetherTests : IDisposable
{
    private readonly ProgramDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task Two_services_started_at_once_on_an_empty_database_both_serve()
    {
        var database = (await TestServer.NewEmptyDatabase()).Settings();

        var starts = new[] { ProgramProcess.Serve(directory, database), ProgramProcess.Serve(directory, database) };
        await using var first = await starts[0];
        await using var second = await starts[1];

        foreach (var service in new[] { first, second })
        {
            var client = directory.User(service.Address, "ada's");
            (await client.Get("/health/ready")).Is(HttpStatusCode.OK);
            await client.HasRun();
        }

        Assert.Equal(2, (await directory.User(first.Address, "ada's").Get("/v1/runs")).Items.Count());
    }
}
