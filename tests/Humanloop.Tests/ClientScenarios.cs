using System.Runtime.CompilerServices;
using RunEvaluations.Api.Tests.ApiKeys;
using RunEvaluations.Api.Tests.TestBed;
using Xunit.Abstractions;

namespace RunEvaluations.Humanloop.Tests;

/// <summary>
/// What a script in client/ does with the official client, a test for each function that it exports. Each is played in
/// an account of its own, over HTTP, on a real database; what it saw is asserted where it was seen, in the script.
/// </summary>
public abstract class ClientScenarios(ServiceFixture service, ITestOutputHelper output, string script)
    : IClassFixture<ServiceFixture>
{
    private static int said;

    public string Script => script;

    protected Task Play([CallerMemberName] string scenario = "") =>
        PlayWith(["evaluations:read", "evaluations:write", "labels:write"], scenario);

    /// <summary>The same, with a key of these scopes.</summary>
    protected async Task PlayWith(string[] scopes, [CallerMemberName] string scenario = "")
    {
        if (OfficialClient.Missing is { } missing)
        {
            output.WriteLine(missing);
            SayOnce(missing);
            return;
        }

        var key = await service.User().HasKey(scopes);
        var end = await OfficialClient.Play(script, scenario, service.Address, key.Secret());
        Assert.True(end.ExitCode == 0, $"{script}, {scenario} ended with {end.ExitCode}.\n{end.Error}\n{end.Output}");
        output.WriteLine(end.Output);
    }

    private static void SayOnce(string missing)
    {
        if (Interlocked.Exchange(ref said, 1) == 0)
            Console.Error.WriteLine(missing);
    }
}
