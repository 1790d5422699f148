using System.Net;
using System.Net.Http.Headers;
using System.Text;
using RunEvaluations.Api.Tests.Imports;
using RunEvaluations.Api.Tests.TestBed;
using RunEvaluations.Infrastructure.Database;
using RunEvaluations.Testing;

namespace RunEvaluations.Api.Tests.Hosting;

[Collection(ProgramCollections.Services)]
public sealed class StoppedImportTests : IDisposable
{
    private const int Lines = 11_000;
    private const int TakenBefore = 5_000;

    private readonly ProgramDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task A_stop_ends_an_import_between_two_pieces_and_another_instance_goes_on()
    {
        var (database, id) = (await TestServer.NewDatabase(), UniqueId.Next());
        await using var service = await Serve(database);
        var ada = directory.User(service.Address);
        var (run, label) = (await ada.HasRun(), await ada.HasContinuousLabel(0, Lines));
        var lines = Enumerable.Range(0, Lines).Select(value => Ndjson.Line(run, label, value) + "\n").ToList();
        var rest = new TaskCompletionSource();
        var file = new HeldContent(string.Concat(lines.Take(TakenBefore)), rest.Task, string.Concat(lines.Skip(TakenBefore)));

        var sending = ada.Imports(file, id);
        await ada.TakenOf(id, atLeast: TakenBefore);
        await service.Signal("TERM");
        await Eventually.Is(async () => (await ada.Get("/health/ready")).Status == 503);
        rest.SetResult();
        var stopped = await sending;
        var end = await service.End();

        stopped.Is(HttpStatusCode.ServiceUnavailable);
        Assert.Equal((0, ""), (end.ExitCode, end.Error));
        await using var other = await Serve(database);
        var client = new ApiClient(other.Address, ada.Token, ada.Account);
        Assert.Equal((TakenBefore, TakenBefore, 0, 0), (await client.Get($"{Ndjson.Path}/{id}")).Is(HttpStatusCode.OK).Counts());
        Assert.Equal((Lines, Lines, 0, 0), (await client.Imports(Ndjson.Of(lines.Select(l => l.TrimEnd())), id)).Is(HttpStatusCode.OK).Counts());
        Assert.Equal(Lines, (await client.Get($"/v1/run/{run}/evaluations")).Items.Count());
    }

    private Task<ProgramProcess> Serve(DatabaseConnections database) => ProgramProcess.Serve(
        directory, $"--ConnectionStrings:RunEvaluations={database.Service}", "--Shutdown:ReadinessDelay=00:00:03");

    /// <summary>A body whose second part is sent when it is time.</summary>
    private sealed class HeldContent : HttpContent
    {
        private readonly string first;
        private readonly Task time;
        private readonly string second;

        public HeldContent(string first, Task time, string second)
        {
            (this.first, this.time, this.second) = (first, time, second);
            Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(first));
            await stream.FlushAsync();
            await time;
            await stream.WriteAsync(Encoding.UTF8.GetBytes(second));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
