using System.Buffers.Text;
using System.Text.Json.Nodes;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Commands;

[Collection(ProgramCollections.Commands)]
public sealed class TokenCommandTests : IDisposable
{
    private readonly ProgramDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task The_token_stands_alone_on_the_output()
    {
        var evaluator = UniqueId.Next();

        var claims = await Claims(
            "--account", "demo", "--user", "ada", "--evaluator", $"{evaluator}", "--expires", "90m", Data("data"));

        Assert.Equal("demo", (string?)claims["account_id"]);
        Assert.Equal("ada", (string?)claims["sub"]);
        Assert.Equal($"{evaluator}", (string?)claims["evaluator_id"]);
        Assert.Equal(90 * 60, (long)claims["exp"]! - (long)claims["iat"]!);
        Assert.True(File.Exists(Path.Combine(directory.Working, "data", "signing-key")));
    }

    [Fact]
    public async Task A_token_lasts_eight_hours_unless_told_otherwise()
    {
        var claims = await Claims("--account", "demo", "--user", "ada", Data("data"));

        Assert.Equal(8 * 60 * 60, (long)claims["exp"]! - (long)claims["iat"]!);
        Assert.False(claims.ContainsKey("evaluator_id"));
        Assert.False(claims.ContainsKey("scope"));
    }

    [Fact]
    public async Task Scopes_may_be_repeated_or_stand_together()
    {
        var claims = await Claims(
            "--account", "demo", "--user", "ada", "--scope", "labels:write evaluations:read", "--scope", "admin",
            "--scope", "admin", Data("data"));

        Assert.Equal("labels:write evaluations:read admin", (string?)claims["scope"]);
    }

    [Fact]
    public async Task Arguments_win_over_the_environment_and_that_over_the_file()
    {
        await File.WriteAllTextAsync(
            Path.Combine(directory.Working, "appsettings.json"),
            """{ "Embedded": { "DataDirectory": "file" }, "Authentication": { "Issuer": "file" } }""");
        string[] options = ["--account", "demo", "--user", "ada"];
        var environment = ("Embedded__DataDirectory", "environment");

        await ProgramProcess.Run(directory, ["token", .. options]);
        Assert.Equal(["file"], Used());

        await ProgramProcess.Run(directory, ["token", .. options], environment);
        Assert.Equal(["environment", "file"], Used());

        var end = await ProgramProcess.Run(directory, ["token", .. options, Data("argument")], environment);
        Assert.Equal(["argument", "environment", "file"], Used());
        Assert.Equal("file", (string?)Claims(end.Output)["iss"]);
    }

    private static string Data(string name) => $"--Embedded:DataDirectory={name}";

    private IEnumerable<string> Used() =>
        Directory.EnumerateDirectories(directory.Working).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal);

    private async Task<JsonObject> Claims(params string[] options)
    {
        var end = await ProgramProcess.Run(directory, ["token", .. options]);
        Assert.Equal((0, ""), (end.ExitCode, end.Error));
        Assert.Matches(@"^[\w-]+\.[\w-]+\.[\w-]+\n$", end.Output);
        return Claims(end.Output);
    }

    private static JsonObject Claims(string token) =>
        JsonNode.Parse(Base64Url.DecodeFromChars(token.Split('.')[1]))!.AsObject();
}
