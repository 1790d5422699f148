using System.Diagnostics;

namespace RunEvaluations.Chaos.Tests.Places;

/// <summary>
/// A tmpfs that can be filled. A shell that waits for the end of its input unmounts it, so that it goes whatever
/// becomes of this process.
/// </summary>
internal sealed class SmallDisk : IDisposable
{
    private const string Unmount =
        "trap '' INT TERM HUP; while read -r _; do :; done; umount \"$1\" || umount -l \"$1\"; rmdir \"$1\"";

    private readonly Process guard;

    private SmallDisk(string path)
    {
        Path = path;
        var start = new ProcessStartInfo("/bin/sh", ["-c", Unmount, "sh", path]) { RedirectStandardInput = true };
        guard = Process.Start(start)!;
    }

    public string Path { get; }

    private string Ballast => System.IO.Path.Combine(Path, "ballast");

    /// <summary>Null where this process may not mount one: it takes root, and in a container even more.</summary>
    public static async Task<SmallDisk?> TryMount(int megabytes)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
            return null;

        var directory = Directory.CreateTempSubdirectory("run-evaluations-tests-").FullName;
        string[] mount = ["-t", "tmpfs", "-o", $"size={megabytes}m,mode=0755", "tmpfs", directory];
        using var process = Process.Start(new ProcessStartInfo("mount", mount) { RedirectStandardError = true })!;
        await process.WaitForExitAsync();
        if (process.ExitCode == 0)
            return new SmallDisk(directory);
        Directory.Delete(directory);
        return null;
    }

    /// <summary>To the last page.</summary>
    public void Fill()
    {
        foreach (var size in new[] { 1 << 20, 1 << 12 })
        {
            try
            {
                var block = new byte[size];
                var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write };
                using var file = new FileStream(Ballast, options);
                while (true)
                    file.Write(block);
            }
            catch (IOException)
            {
                // It is full.
            }
        }
    }

    public void Free() => File.Delete(Ballast);

    public void Dispose()
    {
        guard.StandardInput.Close();
        guard.WaitForExit();
        guard.Dispose();
    }
}
