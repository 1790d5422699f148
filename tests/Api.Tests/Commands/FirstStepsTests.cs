using System.Diagnostics;
using RunEvaluations.Api.Tests.TestBed;
using RunEvaluations.Testing;

namespace RunEvaluations.Api.Tests.Commands;

[Collection(ProgramCollections.Services)]
public sealed class FirstStepsTests : IDisposable
{
    private readonly ProgramDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task The_first_request_works_as_pasted()
    {
        await using var service = await ProgramProcess.Serve(
            directory,
            $"--ConnectionStrings:RunEvaluations={(await TestServer.NewDatabase()).Service}",
            "--Authentication:Audience=somebody's own");
        var token = await service.Line(line => line.Contains("TOKEN=", StringComparison.Ordinal));
        var curl = await service.Line(line => line.Contains("curl ", StringComparison.Ordinal));

        // Somewhere else, as in a terminal of its own.
        var start = new ProcessStartInfo("bash", ["-c", $"{token}\n{curl} --silent --write-out '%{{http_code}}'"])
        {
            WorkingDirectory = "/",
            RedirectStandardOutput = true,
        };
        using var bash = Process.Start(start)!;
        var answer = await bash.StandardOutput.ReadToEndAsync();

        Assert.Equal("[]200", answer);
    }

    [Fact]
    public async Task Without_the_development_key_no_token_is_promised()
    {
        await using var service = await ProgramProcess.Serve(
            directory,
            $"--ConnectionStrings:RunEvaluations={(await TestServer.NewDatabase()).Service}",
            "--Authentication:Authority=https://login.example",
            "--Authentication:Audience=evaluations");
        await service.Line(line => line.Contains("Ctrl-C", StringComparison.Ordinal));

        Assert.DoesNotContain("TOKEN", service.Output, StringComparison.Ordinal);
    }
}
