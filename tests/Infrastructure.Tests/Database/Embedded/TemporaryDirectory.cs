using System.Diagnostics;
using System.Security.Cryptography;
using RunEvaluations.Infrastructure.Database.Embedded;

namespace RunEvaluations.Infrastructure.Tests.Database.Embedded;

/// <summary>A data directory of one test, which the server's user can reach; removed with what runs in it.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    private readonly string root = Path.Combine(
        Path.GetTempPath(), "re-test-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6)));

    public TemporaryDirectory(string name = "data")
    {
        Directory.CreateDirectory(root);
        DataDirectory = Path.Combine(root, name);
    }

    public string DataDirectory { get; }

    public EmbeddedPostgresSettings Settings => new() { DataDirectory = DataDirectory };

    public ServerPaths Paths => new(DataDirectory);

    public int? ServerId => Postmaster.Find(Paths);

    /// <summary>A directory with the files of another one, owners and permissions included.</summary>
    public static async Task<TemporaryDirectory> CopyOfAsync(TemporaryDirectory other, string name)
    {
        var copy = new TemporaryDirectory(name);
        using var cp = Process.Start("cp", ["-a", other.DataDirectory, copy.DataDirectory]);
        await cp.WaitForExitAsync();
        return copy;
    }

    public void Dispose()
    {
        if (ServerId is { } left)
            KillServer(left);
        Directory.Delete(root, recursive: true);
    }

    public static void KillServer(int pid)
    {
        using var server = Process.GetProcessById(pid);
        server.Kill();
        server.WaitForExit();
    }
}
