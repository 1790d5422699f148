using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RunEvaluations.Api.Tests.Security;

namespace RunEvaluations.Api.Tests.Hostile;

/// <summary>Makes tokens for the service under attack, signed with its own key unless that is what is wrong.</summary>
internal sealed class Forgery(byte[] secret, World world)
{
    public const string Header = """{"alg":"HS256","typ":"JWT"}""";

    /// <summary>A token that the service accepts.</summary>
    public string Sound => Sign(Header, Claims());

    public byte[] Secret => secret;

    public string Sign(string header, string payload) =>
        (TokenForge.Hmac(secret) with { Header = header, Payload = payload }).Build();

    /// <summary>A token with another signature than the one that belongs to it.</summary>
    public static string Sign(string header, string payload, Func<byte[], byte[]> sign) =>
        new TokenForge(sign) { Header = header, Payload = payload }.Build();

    /// <summary>Sound claims, in which one may be replaced (with null: left out) and text added at the end.</summary>
    public string Claims(string? replace = null, string? with = null, string more = "")
    {
        var members = new Dictionary<string, string>
        {
            ["iss"] = "\"run-evaluations\"",
            ["aud"] = "\"run-evaluations\"",
            ["exp"] = Seconds(3600),
            ["account_id"] = $"\"{world["account"]}\"",
            ["sub"] = "\"ada\"",
        };
        if (replace is not null && with is null)
            members.Remove(replace);
        else if (replace is not null)
            members[replace] = with!;
        return "{" + string.Join(",", members.Select(m => $"\"{m.Key}\":{m.Value}")) + more + "}";
    }

    public static string Seconds(double after) =>
        (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + after).ToString(CultureInfo.InvariantCulture);

    public static byte[] Hs256(byte[] key, byte[] data) => HMACSHA256.HashData(key, data);

    public static string Encoded(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
