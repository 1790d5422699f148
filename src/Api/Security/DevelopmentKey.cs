using System.Security.Cryptography;
using System.Text;
using RunEvaluations.Api.Settings;

namespace RunEvaluations.Api.Security;

/// <summary>The key in the data directory that signs and checks development tokens: 32 random bytes, as base64.</summary>
internal static class DevelopmentKey
{
    public const string FileName = "signing-key";
    private const string Setting = $"{AuthenticationSettings.Section}:DevelopmentKey";
    private const int Size = 32;
    private const int Attempts = 250;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <exception cref="SettingException">The file is damaged, open to others, or cannot be read or written.</exception>
    public static byte[] ReadOrCreate(string dataDirectory)
    {
        var path = Path.Combine(dataDirectory, FileName);
        try
        {
            CreatePrivately(dataDirectory);
            using var file = OpenAlone(path);
            RefuseIfOpenToOthers(file);
            return file.Length == 0 ? Write(file) : Read(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingException(Setting, $"needs the file '{path}', which cannot be read or written.");
        }
    }

    private static void CreatePrivately(string directory)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(directory);
        else
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>
    /// Whoever finds the file empty writes the key while the lock is held, so that of several processes that start at
    /// once the first one writes and the others read. A lock is held for as long as one small write takes.
    /// </summary>
    private static FileStream OpenAlone(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(path, options);
            }
            catch (IOException e) when (attempt < Attempts && e is not (FileNotFoundException or DirectoryNotFoundException))
            {
                Thread.Sleep(Pause);
            }
        }
    }

    private static void RefuseIfOpenToOthers(FileStream file)
    {
        const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file.SafeFileHandle) & Others) != UnixFileMode.None)
            throw new SettingException(Setting, $"needs the file '{file.Name}' to be closed to other users of the machine.");
    }

    private static byte[] Write(FileStream file)
    {
        var key = RandomNumberGenerator.GetBytes(Size);
        file.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(key) + "\n"));
        file.Flush(flushToDisk: true);
        return key;
    }

    private static byte[] Read(FileStream file)
    {
        var text = new StreamReader(file, Encoding.ASCII).ReadToEnd().Trim();
        var key = new byte[Size];
        if (!Convert.TryFromBase64String(text, key, out var length) || length != Size)
            throw new SettingException(Setting, $"needs the file '{file.Name}', which is damaged; remove it to get a new key.");
        return key;
    }
}
