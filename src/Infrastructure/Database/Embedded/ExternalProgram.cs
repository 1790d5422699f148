using System.ComponentModel;
using System.Diagnostics;

namespace RunEvaluations.Infrastructure.Database.Embedded;

internal sealed record ProgramResult(int ExitCode, string Output, string Error)
{
    public bool Succeeded => ExitCode == 0;
}

/// <summary>Runs a program to its end, with an environment that holds none of the service's settings.</summary>
internal static class ExternalProgram
{
    private static readonly string[] KeptVariables = ["PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"];

    /// <remarks>To name a user takes root; null is our own.</remarks>
    /// <exception cref="Win32Exception">The program is missing, or that user may not run it.</exception>
    public static async Task<ProgramResult> RunAsync(
        string program, IEnumerable<string> arguments, string? userName, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            // Ours may be closed to that user, and must not be kept busy by a server that outlives us.
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (userName is not null)
            start.UserName = userName;
        var kept = KeptVariables.Select(name => (name, value: Environment.GetEnvironmentVariable(name))).ToList();
        start.Environment.Clear();
        foreach (var (name, value) in kept)
            start.Environment[name] = value;
        // What the programs say is read here.
        start.Environment["LC_ALL"] = "C";

        cancellationToken.ThrowIfCancellationRequested();
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        return new ProgramResult(
            process.ExitCode, await output.ConfigureAwait(false), await error.ConfigureAwait(false));
    }
}
