using System.Diagnostics;
using System.Globalization;
using RunEvaluations.Api.Hosting;
using RunEvaluations.Api.Security;

namespace RunEvaluations.Api.Tests.TestBed;

/// <summary>What a program of a test works in; removed with whatever still runs in it.</summary>
public sealed class ProgramDirectory : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("run-evaluations-tests-").FullName;

    public ProgramDirectory()
    {
        // The embedded server's user has to pass.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(root, (UnixFileMode)0b111_101_101);
        Directory.CreateDirectory(Working);
    }

    public string Working => Path.Combine(root, "work");

    public string Data => Path.Combine(root, "data");

    public string Cluster => Path.Combine(Data, "postgres", "data");

    /// <summary>The pid of the embedded server, or null where none runs.</summary>
    public int? ServerId
    {
        get
        {
            var file = Path.Combine(Cluster, "postmaster.pid");
            return File.Exists(file)
                && int.TryParse(File.ReadLines(file).First(), CultureInfo.InvariantCulture, out var pid)
                && Runs(pid)
                    ? pid
                    : null;
        }
    }

    /// <summary>A client of a program that takes tokens of the development key in this directory.</summary>
    public ApiClient User(Uri address, string? account = null)
    {
        account ??= UniqueId.Next("account");
        return new ApiClient(address, Token(account), account);
    }

    public string Token(string account, Guid? evaluatorId = null)
    {
        var environment = ServiceHost.CreateBuilder(["--environment=Development"]).Environment;
        return DevelopmentTokens.Open(new AuthenticationSettings(), environment, Data, TimeProvider.System)
            .Sign(account, "ada", evaluatorId, TimeSpan.FromHours(1));
    }

    public static void Kill(int pid)
    {
        using var process = Process.GetProcessById(pid);
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (ServerId is { } left)
            Kill(left);
        Directory.Delete(root, recursive: true);
    }

    private static bool Runs(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return process.ProcessName == "postgres";
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
