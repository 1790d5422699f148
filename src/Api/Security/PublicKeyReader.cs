using System.Security;
using Microsoft.IdentityModel.Tokens;
using RunEvaluations.Api.Settings;

namespace RunEvaluations.Api.Security;

/// <summary>Reads one entry of <c>Authentication:PublicKeys</c>: PEM or JWKS, as text or as the path of a file.</summary>
internal static class PublicKeyReader
{
    private const long MaximumFileSize = 1 << 20;

    public static IReadOnlyList<JsonWebKey> Read(string entry, string setting)
    {
        var text = IsInline(entry) ? entry : FileText(entry, setting);
        try
        {
            var keys = IsPem(text) ? PemReader.Read(text) : JwksReader.Read(text);
            return keys.Count > 0 ? keys : throw new KeyRefusedException("holds no key.");
        }
        catch (KeyRefusedException refused)
        {
            throw new SettingException(setting, refused.Message);
        }
    }

    private static bool IsInline(string entry) => IsPem(entry) || entry.TrimStart().StartsWith('{');

    private static bool IsPem(string text) => text.Contains("-----BEGIN", StringComparison.Ordinal);

    private static string FileText(string path, string setting)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MaximumFileSize })
                throw new SettingException(setting, $"names a file of more than {MaximumFileSize} bytes.");
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or
            NotSupportedException or SecurityException)
        {
            throw new SettingException(setting, "names a file that cannot be read.");
        }
    }
}
