using System.Text.Json.Nodes;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Commands;

[Collection(ProgramCollections.Commands)]
public sealed class GateCommandTests(ServiceFixture service) : IClassFixture<ServiceFixture>, IDisposable
{
    private readonly ProgramDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task A_gate_that_is_passed_ends_with_0_and_one_that_is_not_with_1()
    {
        var ada = service.User();
        var label = await HasJudged(ada, 1, 1, 0);

        var passed = await Gate(ada, Condition(label, 0.5));
        var failed = await Gate(ada, Condition(label, 0.5), Condition(label, 0.9));

        Assert.Equal((0, ""), (passed.ExitCode, passed.Error));
        Assert.Matches(@"^passed  mean of '.*'\. It is 0\.666667, which is at least 0\.5\.\nThe gate is passed\.\n$", passed.Output);
        Assert.Equal((1, ""), (failed.ExitCode, failed.Error));
        Assert.Matches(
            @"\nFAILED  mean of '.*'\. It is 0\.666667, which is not at least 0\.9\.\nThe gate is not passed: 1 of 2 conditions failed\.\n$",
            failed.Output);
    }

    [Fact]
    public async Task The_answer_can_be_had_as_json()
    {
        var ada = service.User();
        var label = await HasJudged(ada, 1);

        var end = await Gate(ada, [Condition(label, 0.5)], "--json");

        Assert.True((bool)JsonNode.Parse(end.Output)!["passed"]!);
    }

    [Fact]
    public async Task What_cannot_be_checked_ends_with_2_and_says_why()
    {
        var ada = service.User();

        var refused = await Gate(ada);
        var unknown = await Gate(ada, Condition(UniqueId.Next(), 1));
        var nowhere = await Run(Path.Combine(directory.Working, "nowhere.json"), service.Address, ada.Token!);
        var nobody = await Run(await File(), new Uri("http://127.0.0.1:9"), ada.Token!);

        Assert.Equal([2, 2, 2, 2], [refused.ExitCode, unknown.ExitCode, nowhere.ExitCode, nobody.ExitCode]);
        Assert.Contains("conditions must number 1 to 50", refused.Error, StringComparison.Ordinal);
        Assert.Contains("label_not_found", unknown.Error, StringComparison.Ordinal);
        Assert.All(
            [refused, unknown, nowhere, nobody],
            end => Assert.StartsWith("The gate could not be checked: ", end.Error, StringComparison.Ordinal));
    }

    private static async Task<Guid> HasJudged(ApiClient client, params double[] values)
    {
        var label = await client.HasBinaryLabel();
        foreach (var value in values)
        {
            var run = await client.HasRun();
            await client.Post($"/v1/run/{run}/evaluations", new JsonObject { ["evaluation_label_id"] = label, ["value"] = value });
        }

        return label;
    }

    private static JsonObject Condition(Guid label, double least) =>
        new() { ["figure"] = "mean", ["evaluation_label_id"] = label, ["at_least"] = least };

    private Task<ProgramEnd> Gate(ApiClient client, params JsonObject[] conditions) => Gate(client, conditions, []);

    private async Task<ProgramEnd> Gate(ApiClient client, JsonObject[] conditions, params string[] arguments) =>
        await Run(await File(conditions), service.Address, client.Token!, arguments);

    private Task<ProgramEnd> Run(string file, Uri address, string token, params string[] arguments) =>
        ProgramProcess.Run(directory, ["gate", file, "--url", $"{address}", "--token", token, .. arguments]);

    private async Task<string> File(params JsonObject[] conditions)
    {
        var path = Path.Combine(directory.Working, $"{UniqueId.Next()}.json");
        await System.IO.File.WriteAllTextAsync(path, new JsonObject { ["conditions"] = new JsonArray(conditions) }.ToJsonString());
        return path;
    }
}
