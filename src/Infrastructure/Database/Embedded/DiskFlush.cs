using System.Runtime.InteropServices;

namespace RunEvaluations.Infrastructure.Database.Embedded;

/// <summary>Makes directories survive a loss of power; .NET flushes files only.</summary>
internal static class DiskFlush
{
    /// <summary>The names in a directory.</summary>
    public static void Directory(string path) => Flush(path, FlushOne);

    /// <summary>
    /// All that was written to the file system of a directory. On Linux only: elsewhere nothing like it reports errors.
    /// </summary>
    public static void FileSystem(string path) => Flush(path, FlushAll);

    private static void Flush(string path, Func<int, int> flush)
    {
        var descriptor = Open(path, 0);
        if (descriptor < 0)
            throw new IOException($"{path} cannot be opened (error {Marshal.GetLastPInvokeError()}).");

        try
        {
            if (flush(descriptor) != 0)
                throw new IOException($"{path} cannot be written (error {Marshal.GetLastPInvokeError()}).");
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int FlushOne(int descriptor);

    [DllImport("libc", EntryPoint = "syncfs", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int FlushAll(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
