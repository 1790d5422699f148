using System.Security.Cryptography;

namespace RunEvaluations.Api.Tests.Hostile;

/// <summary>Tokens whose form, header or signature is wrong, on a request that is otherwise good.</summary>
[Collection(HostileInput.Name)]
public sealed class TokenFormTests(HostileService service)
{
    private const string NotAllowed = "'alg' is not one that is allowed";
    private const string ThreeParts = "must have three parts";
    private const string Base64 = "must be base64url without padding";

    private static readonly (string Name, string Header, string Says)[] Headers =
    [
        ("an empty header", "{}", "'alg'"),
        ("no algorithm", """{"typ":"JWT"}""", "'alg'"),
        ("alg is null", """{"alg":null}""", "'alg' must be a string"),
        ("alg is a number", """{"alg":256}""", "'alg' must be a string"),
        ("alg is a list", """{"alg":["HS256","none"]}""", "'alg' must be a string"),
        ("alg twice", """{"alg":"none","alg":"HS256"}""", "given twice"),
        ("alg twice by an escape", """{"alg":"HS256","\u0061lg":"none"}""", "given twice"),
        ("alg in another case", """{"ALG":"HS256"}""", "'alg'"),
        ("alg with a NUL", """{"alg":"HS256\u0000"}""", NotAllowed),
        ("crit", """{"alg":"HS256","crit":["exp"]}""", "'crit'"),
        ("an empty crit", """{"alg":"HS256","crit":[]}""", "'crit'"),
        ("zip", """{"alg":"HS256","zip":"DEF"}""", "'zip'"),
        ("a nested token", """{"alg":"HS256","cty":"JWT"}""", "'cty'"),
        ("b64", """{"alg":"HS256","b64":false,"crit":["b64"]}""", "must not have"),
        ("a key of its own", """{"alg":"HS256","jwk":{"kty":"oct","k":"AAAA"}}""", "'jwk'"),
        ("a key elsewhere", """{"alg":"HS256","jku":"http://127.0.0.1:1/keys"}""", "'jku'"),
        ("a key in the cloud's metadata", """{"alg":"HS256","jku":"http://169.254.169.254/latest"}""", "'jku'"),
        ("a certificate elsewhere", """{"alg":"HS256","x5u":"file:///dev/zero"}""", "'x5u'"),
        ("a certificate of its own", """{"alg":"HS256","x5c":["AAAA"]}""", "'x5c'"),
        ("encrypted", """{"alg":"dir","enc":"A256GCM"}""", "'enc'"),
        ("a type of its own", """{"alg":"HS256","typ":"dpop+jwt"}""", "'typ'"),
        ("a type that is a list", """{"alg":"HS256","typ":["JWT"]}""", "'typ' must be a string"),
        ("a key id that is a number", """{"alg":"HS256","kid":7}""", "'kid' must be a string"),
        ("a key id that is an object", """{"alg":"HS256","kid":{"$gt":""}}""", "'kid' must be a string"),
        ("a key id that is half a character", """{"alg":"HS256","kid":"\ud800"}""", "'kid' is not valid text"),
        ("JSON with a comment", """{"alg":"HS256"/**/}""", "JSON object"),
        ("JSON with a comma", """{"alg":"HS256",}""", "JSON object"),
        ("JSON with more behind", """{"alg":"HS256"}{}""", "JSON object"),
        ("JSON with single quotes", "{'alg':'HS256'}", "JSON object"),
        ("JSON with a mark", "\uFEFF{\"alg\":\"HS256\"}", "JSON object"),
        ("an array", """["HS256"]""", "JSON object"),
        ("null", "null", "JSON object"),
        ("too deep", """{"alg":"HS256","x":""" + new string('[', 100) + new string(']', 100) + "}", "JSON object"),
    ];

    private static readonly string[] Algorithms =
    [
        "none", "None", "NONE", "nOnE", "none ", "", " ", "hs256", "HS256 ", "HS384", "HS512", "RS256", "ES256",
        "PS256", "EdDSA", "ES256K",
        "dir", "A128KW", "RSA-OAEP", "HS256,none", "../HS256", "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256",
    ];

    /// <summary>What an attacker would sign with: the service has one key, and looks nowhere else for others.</summary>
    private static readonly string[] KeyIds =
    [
        "../../../../dev/null", "/dev/null", "file:///dev/null", "' or 1=1--", "x' union select 'AAAA",
        "key;cat /etc/passwd", "|id",
        "http://127.0.0.1/key", "%00", "", "0",
    ];

    private static readonly (string Name, Func<Forgery, byte[], byte[]> Sign)[] Signatures =
    [
        ("with no key", (_, data) => Forgery.Hs256([], data)),
        ("with a NUL", (_, data) => Forgery.Hs256([0], data)),
        ("with the word secret", (_, data) => Forgery.Hs256("secret"u8.ToArray(), data)),
        ("with the key in base64", (f, data) => Forgery.Hs256([.. Convert.ToBase64String(f.Secret).Select(c => (byte)c)], data)),
        ("with the key's first half", (f, data) => Forgery.Hs256(f.Secret[..16], data)),
        ("with a bit turned", (f, data) => Turned(Forgery.Hs256(f.Secret, data), 0)),
        ("with the last bit turned", (f, data) => Turned(Forgery.Hs256(f.Secret, data), 31)),
        ("with zeros", (_, _) => new byte[32]),
        ("with another text's", (f, _) => Forgery.Hs256(f.Secret, [])),
        ("with SHA-512 cut short", (f, data) => HMACSHA512.HashData(f.Secret, data)[..32]),
        ("without a key at all", (_, data) => SHA256.HashData(data)),
    ];

    private static readonly (string Name, Func<string[], string> Spell, string Says)[] Spellings =
    [
        ("one part", p => p[0], ThreeParts), ("two parts", p => $"{p[0]}.{p[1]}", ThreeParts),
        ("four parts", p => $"{p[0]}.{p[1]}.{p[2]}.", ThreeParts),
        ("five parts", p => $"{p[0]}.{p[1]}.{p[2]}.{p[1]}.{p[2]}", ThreeParts),
        ("a thousand parts", _ => new string('.', 1000), ThreeParts), ("a word", _ => "null", ThreeParts),
        ("no signature", p => $"{p[0]}.{p[1]}.", "signature"), ("no payload", p => $"{p[0]}..{p[2]}", "payload"),
        ("no header", p => $".{p[1]}.{p[2]}", "header"), ("nothing but dots", _ => "..", "header"),
        ("parts the other way round", p => $"{p[1]}.{p[0]}.{p[2]}", "'alg'"),
        ("padding", p => $"{p[0]}.{p[1]}.{p[2]}=", Base64),
        ("padded header", p => $"{p[0]}==.{p[1]}.{p[2]}", Base64),
        ("quotes", p => $"\"{string.Join('.', p)}\"", Base64),
        ("a plus sign", p => $"{p[0]}.{p[1]}.+{p[2][1..]}", Base64),
        ("a slash", p => $"{p[0]}.{p[1]}./{p[2][1..]}", Base64),
        ("a space inside", p => $"{p[0]}. {p[1]}.{p[2]}", Base64),
        ("a tab inside", p => $"{p[0]}.\t{p[1]}.{p[2]}", Base64),
        ("a percent sign", p => $"{p[0]}%2E.{p[1]}.{p[2]}", Base64),
        ("a comma behind", p => $"{string.Join('.', p)},", Base64),
        ("half a signature", p => $"{p[0]}.{p[1]}.{p[2][..20]}", "wrong length"),
        ("a longer signature", p => $"{p[0]}.{p[1]}.{p[2]}AAAA", "wrong length"),
        ("twice", p => $"{string.Join('.', p)} {string.Join('.', p)}", ThreeParts),
        ("8 KiB and more", _ => new string('a', 8193), "longer than 8192"),
        ("30 KiB", _ => new string('a', 30_000), "longer than 8192"),
        ("a part that is JSON", p => $"{{\"alg\":\"HS256\"}}.{p[1]}.{p[2]}", Base64),
    ];

    public static TheoryData<Attack> WrongHeaders() => new(
        from header in Headers
        select Attack.OnToken(header.Name, f => f.Sign(header.Header, f.Claims()), Verdict.Token(header.Says)));

    public static TheoryData<Attack> WrongAlgorithms() => new(
        from algorithm in Algorithms
        from signed in (bool[])[true, false]
        let header = $$"""{"alg":"{{algorithm}}"}"""
        select Attack.OnToken(
            $"alg {algorithm} {(signed ? "signed" : "unsigned")}",
            f => signed ? f.Sign(header, f.Claims()) : $"{Forgery.Encoded(header)}.{Forgery.Encoded(f.Claims())}.",
            Verdict.Token(NotAllowed)));

    public static TheoryData<Attack> WrongKeys() => new(
        from id in KeyIds
        let header = $$"""{"alg":"HS256","kid":"{{id}}"}"""
        select Attack.OnToken(
            $"kid {id}",
            f => Forgery.Sign(header, f.Claims(), data => Forgery.Hs256([], data)),
            Verdict.Token("signature does not fit")));

    public static TheoryData<Attack> WrongSignatures() => new(
        from signature in Signatures
        select Attack.OnToken(
            $"signed {signature.Name}",
            f => Forgery.Sign(Forgery.Header, f.Claims(), data => signature.Sign(f, data)),
            Verdict.Token("signature does not fit")));

    public static TheoryData<Attack> WrongForms() => new(
        from spelling in Spellings
        select Attack.OnToken(spelling.Name, f => spelling.Spell(f.Sound.Split('.')), Verdict.Token(spelling.Says)));

    /// <summary>Somebody else's payload under a good signature, and the last letter's unused bits.</summary>
    public static TheoryData<Attack> Altered() =>
    [
        Attack.OnToken(
            "another payload",
            f => string.Join('.', f.Sound.Split('.')[0], Forgery.Encoded(f.Claims("sub", "\"eve\"")), f.Sound.Split('.')[2]),
            Verdict.Token("signature does not fit")),
        Attack.OnToken("another spelling of the last letter", f => Respelt(f.Sound), Verdict.Token(Base64)),
    ];

    [Theory]
    [MemberData(nameof(WrongHeaders), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(WrongAlgorithms), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(WrongKeys), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(WrongSignatures), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(WrongForms), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Altered), DisableDiscoveryEnumeration = true)]
    public Task A_token_that_is_not_sound_is_refused(Attack attack) => service.Withstands(attack);

    private static byte[] Turned(byte[] signature, int at)
    {
        signature[at] ^= 1;
        return signature;
    }

    private static string Respelt(string token)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        return token[..^1] + Alphabet[Alphabet.IndexOf(token[^1], StringComparison.Ordinal) | 1];
    }
}
