using System.Diagnostics;

namespace RunEvaluations.Infrastructure.Tests.Database.Embedded;

/// <summary>A process that runs <see cref="EmbeddedPostgresHost"/>.</summary>
internal sealed class ServiceProcess : IDisposable
{
    private readonly Process process;

    public ServiceProcess(string dataDirectory) => process = Process.Start(
        new ProcessStartInfo("dotnet", [typeof(EmbeddedPostgresHost).Assembly.Location, dataDirectory])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    /// <summary>"ready", or why the service did not start.</summary>
    public Task<string?> FirstLineAsync() => process.StandardOutput.ReadLineAsync();

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Ends the service as a signal would; answers when its output is closed too.</summary>
    public async Task<int> EndAsync()
    {
        process.StandardInput.Close();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }
}
