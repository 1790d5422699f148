using System.Text;

namespace RunEvaluations.Api.Tests.Hostile;

/// <summary>Spells requests. Everything is written as it is sent, one char a byte.</summary>
internal static class Wire
{
    public const string Credential = "Authorization: Bearer $token";
    public const string Json = "Content-Type: application/json";
    public const string Length = "Content-Length: $length";
    public const string Chunked = "Transfer-Encoding: chunked";

    /// <summary>A request line, a host, and these headers.</summary>
    public static string Head(string method, string target, params string[] headers) =>
        $"{method} {target} HTTP/1.1\r\n{string.Concat(headers.Prepend("Host: $host").Select(h => h + "\r\n"))}\r\n";

    /// <summary>A read with the ordinary credential.</summary>
    public static string Get(string target, params string[] headers) => Head("GET", target, [Credential, .. headers]);

    /// <summary>Text in UTF-8.</summary>
    public static string Utf8(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    public static byte[] Bytes(string wire) => Encoding.Latin1.GetBytes(wire);

    /// <summary>A name that can be read, for a byte or a character that cannot.</summary>
    public static string Shown(string text) =>
        string.Concat(text.Select(c => c is > ' ' and < '\u007f' ? $"{c}" : c == ' ' ? "_" : $"<{(int)c:X2}>"));
}
