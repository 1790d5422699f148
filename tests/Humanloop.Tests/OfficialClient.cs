using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Humanloop.Tests;

/// <summary>
/// Humanloop's own client for Node, unmodified, in the version that client/package.json pins. eng/set-up installs it
/// where there is Node with npm.
/// </summary>
internal static class OfficialClient
{
    private static readonly string Home = Path.Combine(Checkout.Root, "tests", "Humanloop.Tests", "client");

    private static readonly Version OldestNode = new(18, 19);

    /// <summary>Where to look for what the machine has; no setting of Node or of the client gets in by chance.</summary>
    private static readonly string[] KeptVariables = ["PATH", "HOME", "TMPDIR"];

    /// <summary>Only a scenario that hangs takes so long.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private static readonly Lazy<string?> Lack = new(FindLack);

    /// <summary>What is not there, as a sentence, or null where the scenarios can be played.</summary>
    public static string? Missing => Lack.Value;

    public static string Script(string file) => File.ReadAllText(Path.Combine(Home, file));

    /// <summary>Plays a scenario to its end, as a process of its own.</summary>
    /// <param name="file">The script.</param>
    /// <param name="scenario">What it exports.</param>
    /// <param name="address">Of the service.</param>
    /// <param name="key">The API key that the client brings.</param>
    public static async Task<ProgramEnd> Play(string file, string scenario, Uri address, string key)
    {
        var start = new ProcessStartInfo("node", ["play.js", file, scenario])
        {
            WorkingDirectory = Home,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Except(KeptVariables).ToList())
            start.Environment.Remove(name);
        start.Environment["RUN_EVALUATIONS_ADDRESS"] = address.ToString().TrimEnd('/');
        start.Environment["RUN_EVALUATIONS_KEY"] = key;

        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            return new ProgramEnd(-1, await output, $"{await error}\nIt hung and was killed.");
        }

        return new ProgramEnd(process.ExitCode, await output, await error);
    }

    private static string? FindLack()
    {
        if (NodeVersion() is not { } node || node < OldestNode)
            return $"Node {OldestNode} or later is missing: the tests of Humanloop's client are left out.";
        return File.Exists(Installed) && VersionOf(Installed) == Pinned
            ? null
            : "Humanloop's client is not installed (eng/set-up for-tests): its tests are left out.";
    }

    private static string Installed => Path.Combine(Home, "node_modules", "humanloop", "package.json");

    private static string? Pinned => JsonDocument.Parse(Script("package.json")).RootElement
        .GetProperty("dependencies").GetProperty("humanloop").GetString();

    private static string? VersionOf(string package) =>
        JsonDocument.Parse(File.ReadAllText(package)).RootElement.GetProperty("version").GetString();

    private static Version? NodeVersion()
    {
        try
        {
            using var node = Process.Start(new ProcessStartInfo("node", ["--version"]) { RedirectStandardOutput = true })!;
            var text = node.StandardOutput.ReadToEnd().Trim().TrimStart('v');
            node.WaitForExit();
            return Version.TryParse(text, out var version) ? version : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
