using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RunEvaluations.Api.Tests.Security;

/// <summary>
/// Writes tokens by hand, from the JSON text of their header and payload, so that any malformed one can be written,
/// and signed properly all the same.
/// </summary>
internal sealed record TokenForge(Func<byte[], byte[]> Sign)
{
    public const string Issuer = "https://issuer.example";
    public const string Audience = "evaluations";

    public string Header { get; init; } = """{"alg":"HS256","typ":"JWT"}""";

    public string Payload { get; init; } = Claims();

    public static TokenForge Hmac(byte[] secret) => new(data => HMACSHA256.HashData(secret, data));

    public static TokenForge With(Signer signer, string? keyId = null) => new(signer.Sign)
    {
        Header = keyId is null
            ? $$"""{"alg":"{{signer.Algorithm}}"}"""
            : $$"""{"alg":"{{signer.Algorithm}}","kid":"{{keyId}}"}""",
    };

    /// <summary>A sound payload, in which one member may be replaced (with null: left out) and text added at the end.</summary>
    public static string Claims(string? replace = null, string? with = null, string more = "")
    {
        var members = new Dictionary<string, string>
        {
            ["iss"] = $"\"{Issuer}\"",
            ["aud"] = $"\"{Audience}\"",
            ["exp"] = Seconds(3600),
            ["account_id"] = "\"acme\"",
            ["sub"] = "\"ann\"",
        };
        if (replace is not null && with is null)
            members.Remove(replace);
        else if (replace is not null)
            members[replace] = with!;
        return "{" + string.Join(",", members.Select(m => $"\"{m.Key}\":{m.Value}")) + more + "}";
    }

    /// <summary>A time, so many seconds after the clock of the tests.</summary>
    public static string Seconds(double after) =>
        (SettableTime.Start.ToUnixTimeSeconds() + after).ToString(CultureInfo.InvariantCulture);

    public string Build() => Build(Encoding.UTF8.GetBytes(Header), Encoding.UTF8.GetBytes(Payload));

    public string Build(byte[] header, byte[] payload)
    {
        var signed = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(payload)}";
        return $"{signed}.{Base64Url.EncodeToString(Sign(Encoding.ASCII.GetBytes(signed)))}";
    }
}
