using System.Globalization;

namespace RunEvaluations.Infrastructure.Database.Embedded;

/// <summary>
/// The ownership of a data directory by one service. It is a lock of the kernel, which ends with the process however
/// that ends; a second file names the owner, since a locked file cannot be read.
/// </summary>
internal sealed class DirectoryLock : IDisposable
{
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMacOS = 35;

    private static readonly TimeSpan LongestProbe = TimeSpan.FromMilliseconds(300);

    private readonly ServerPaths paths;
    private readonly FileStream file;

    private DirectoryLock(ServerPaths paths, FileStream file)
    {
        (this.paths, this.file) = (paths, file);
        File.WriteAllText(paths.OwnerFile, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
    }

    /// <exception cref="StartupException">Somebody else owns the directory.</exception>
    public static async Task<DirectoryLock> TakeAsync(
        ServerPaths paths, TimeProvider time, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            if (TryOpen(paths) is { } file)
                return new DirectoryLock(paths, file);

            // IsTaken of another process holds the lock for an instant.
            if (time.GetElapsedTime(began) > LongestProbe)
                throw new StartupException(
                    $"The data directory {paths.Root} is in use by another service ({Owner(paths)}): "
                    + "stop that one, or set Embedded:DataDirectory to another directory.");
            await Task.Delay(TimeSpan.FromMilliseconds(25), time, cancellationToken).ConfigureAwait(false);
        }
    }

    public static bool IsTaken(ServerPaths paths)
    {
        if (!File.Exists(paths.LockFile))
            return false;

        using var file = TryOpen(paths);
        return file is null;
    }

    public void Dispose()
    {
        File.Delete(paths.OwnerFile);
        // The file stays: to delete it would let two services lock two files of that name.
        file.Dispose();
    }

    private static FileStream? TryOpen(ServerPaths paths)
    {
        try
        {
            return PrivateFiles.Open(paths.LockFile, FileMode.OpenOrCreate, FileShare.None);
        }
        catch (IOException exception) when (exception.HResult is WouldBlockOnLinux or WouldBlockOnMacOS)
        {
            return null;
        }
    }

    private static string Owner(ServerPaths paths)
    {
        try
        {
            return $"pid {File.ReadAllText(paths.OwnerFile)}";
        }
        catch (IOException)
        {
            return "its pid is not known yet";
        }
    }
}
