namespace RunEvaluations.Infrastructure.Database.Embedded;

/// <summary>Files and directories that carry their permissions from the moment they exist.</summary>
internal static class PrivateFiles
{
    public const UnixFileMode OwnerReadsAndWrites = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode OwnerOnly = OwnerReadsAndWrites | UnixFileMode.UserExecute;

    private const UnixFileMode OthersPass = UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public static void CreateDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
            throw NotHere();

        Directory.CreateDirectory(path, OwnerOnly);
    }

    /// <summary>Lets other users pass through the directory to a name that they know; they cannot list it.</summary>
    public static void LetOthersPass(string directory)
    {
        if (OperatingSystem.IsWindows())
            throw NotHere();

        var mode = File.GetUnixFileMode(directory);
        if ((mode & OthersPass) != OthersPass)
            File.SetUnixFileMode(directory, mode | OthersPass);
    }

    /// <summary>Writes a new file through to the disk.</summary>
    public static void WriteNew(string path, string text)
    {
        if (OperatingSystem.IsWindows())
            throw NotHere();

        using var file = Open(path, FileMode.CreateNew, FileShare.None);
        using var writer = new StreamWriter(file);
        writer.Write(text);
        writer.Flush();
        file.Flush(flushToDisk: true);
    }

    public static FileStream Open(string path, FileMode mode, FileShare share)
    {
        if (OperatingSystem.IsWindows())
            throw NotHere();

        return new FileStream(path, new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.ReadWrite,
            Share = share,
            UnixCreateMode = OwnerReadsAndWrites,
        });
    }

    private static StartupException NotHere() =>
        new("The embedded PostgreSQL runs on Linux and macOS only: set ConnectionStrings:RunEvaluations.");
}
