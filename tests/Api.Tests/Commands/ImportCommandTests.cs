using System.Net;
using RunEvaluations.Api.Tests.Imports;
using RunEvaluations.Api.Tests.TestBed;
using RunEvaluations.Testing;

namespace RunEvaluations.Api.Tests.Commands;

[Collection(ProgramCollections.Commands)]
public sealed class ImportCommandTests(ServiceFixture service) : IClassFixture<ServiceFixture>, IDisposable
{
    private readonly ProgramDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task A_file_is_sent_and_summed_up()
    {
        var ada = service.User();
        var (run, label) = (await ada.HasRun(), await ada.HasBinaryLabel());
        var file = await File("judgments.ndjson", Ndjson.Line(run, label, 1), "", Ndjson.Line(run, label, 0));

        var end = await Import(ada, file);

        Assert.Equal((0, ""), (end.ExitCode, end.Error));
        Assert.Contains("100% of 0.0 MB sent\n", end.Output, StringComparison.Ordinal);
        Assert.EndsWith(": 3 lines taken, 2 evaluations recorded, 0 lines refused, 1 blank.\n", end.Output, StringComparison.Ordinal);
        Assert.Equal(2, (await ada.Get($"/v1/run/{run}/evaluations")).Items.Count());
    }

    [Fact]
    public async Task Refused_lines_are_told_with_their_numbers_and_reasons()
    {
        var ada = service.User();
        var (run, label) = (await ada.HasRun(), await ada.HasBinaryLabel());
        var file = await File(
            "judgments.csv",
            ["run_id,evaluation_label_id,value", $"{run},{label},1", .. Enumerable.Repeat($"{run},{label},2", 1_200)]);
        var all = Path.Combine(directory.Working, "refused.ndjson");

        var end = await Import(ada, file, "--refusals", all);

        Assert.Equal((1, ""), (end.ExitCode, end.Error));
        Assert.Contains("1202 lines taken, 1 evaluations recorded, 1200 lines refused", end.Output, StringComparison.Ordinal);
        Assert.Matches("\nline 3: The value 2 does not fit the binary label .*: it must be 0 or 1\\.\n", end.Output);
        Assert.EndsWith("… and 1180 more.\n", end.Output, StringComparison.Ordinal);
        var refused = await System.IO.File.ReadAllLinesAsync(all);
        Assert.Equal(1_200, refused.Length);
        Assert.StartsWith("{\"line\":1202,", refused[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cut_is_got_over()
    {
        var ada = service.User();
        var (run, label) = (await ada.HasRun(), await ada.HasContinuousLabel(0, 1_000_000));
        var file = await File("judgments.jsonl", Enumerable.Range(0, 30_000).Select(value => Ndjson.Line(run, label, value)));
        await using var network = FaultyProxy.To(new IPEndPoint(IPAddress.Loopback, service.Address.Port));
        var id = UniqueId.Next();

        await using var program = ProgramProcess.Start(
            directory,
            ["import", file, "--url", $"http://127.0.0.1:{network.Port}", "--id", $"{id}"],
            ("RUN_EVALUATIONS_TOKEN", ada.Token!));
        await ada.TakenOf(id, atLeast: 5_000);
        network.Cut();
        var end = await program.End();

        Assert.Equal((0, ""), (end.ExitCode, end.Error));
        Assert.Contains("30000 lines taken, 30000 evaluations recorded", end.Output, StringComparison.Ordinal);
        Assert.Equal(
            Enumerable.Range(0, 30_000).Select(value => (double)value),
            (await ada.Get($"/v1/run/{run}/evaluations")).Items.Select(e => e.GetProperty("value").GetDouble()));
    }

    [Fact]
    public async Task What_sending_again_would_not_mend_ends_it()
    {
        var ada = service.User();
        var header = await File("judgments.csv", "run_id,value");
        var other = await File("other.ndjson", "{}");
        var id = (await ada.Imports(Ndjson.Of("{"))).Id;

        var unusable = await Import(ada, header);
        var another = await Import(ada, other, "--id", $"{id}");
        var nowhere = await Import(ada, Path.Combine(directory.Working, "nowhere.csv"));

        Assert.Equal(2, unusable.ExitCode);
        Assert.Contains("lacks the column evaluation_label_id", unusable.Error, StringComparison.Ordinal);
        Assert.Equal(2, another.ExitCode);
        Assert.Contains("another file needs another id", another.Error, StringComparison.Ordinal);
        Assert.Equal(2, nowhere.ExitCode);
        Assert.Single(nowhere.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("--format must say", "judgments.txt", "--key", "k")]
    [InlineData("A credential must be given", "judgments.csv")]
    [InlineData("--id must be a UUID", "judgments.csv", "--key", "k", "--id", "1")]
    [InlineData("--url must be an address", "judgments.csv", "--key", "k", "--url", "localhost:80")]
    public async Task A_mistake_among_the_arguments_is_one_line(string says, params string[] arguments)
    {
        var end = await ProgramProcess.Run(directory, ["import", .. arguments]);

        Assert.Equal((1, ""), (end.ExitCode, end.Output));
        Assert.StartsWith(says, end.Error, StringComparison.Ordinal);
        Assert.Single(end.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private Task<ProgramEnd> Import(ApiClient client, string file, params string[] arguments) => ProgramProcess.Run(
        directory, ["import", file, "--url", $"{service.Address}", "--token", client.Token!, .. arguments]);

    private async Task<string> File(string name, params IEnumerable<string> lines)
    {
        var path = Path.Combine(directory.Working, name);
        await System.IO.File.WriteAllLinesAsync(path, lines);
        return path;
    }
}
