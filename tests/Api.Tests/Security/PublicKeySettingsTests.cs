using System.Security.Cryptography;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using RunEvaluations.Api.Security;
using RunEvaluations.Api.Settings;

namespace RunEvaluations.Api.Tests.Security;

public sealed class PublicKeySettingsTests : IDisposable
{
    private static readonly Signer Rsa = Signer.For("RS256");
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Theory]
    [MemberData(nameof(BadKeys))]
    public void Such_a_public_key_is_refused(string what, string key)
    {
        Assert.NotEmpty(what);
        var refused = Refused("Authentication:PublicKeys:1", GuardedApi.PublicKeys(Rsa.Pem, key));
        Refused("Authentication:PublicKeys:1", GuardedApi.PublicKeys(Rsa.Pem, directory.File("key", key)));
        Assert.DoesNotContain("BEGIN", refused.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> BadKeys()
    {
        using var rsa = RSA.Create(2048);
        using var small = RSA.Create(1024);
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.CreateFromFriendlyName("secp256k1"));

        var pem = Rsa.Pem;
        var modulus = Rsa.Jwk["n"]!.ToString();
        var even = modulus[..^1] + "A";
        var point = Signer.For("ES256").Jwk;
        string Curve(string name, string x, string y) => $$"""{"kty":"EC","crv":"{{name}}","x":"{{x}}","y":"{{y}}"}""";
        string With(string more) => $$"""{"kty":"RSA","n":"{{modulus}}","e":"AQAB",{{more}}}""";
        return new TheoryData<string, string>
        {
            { "private RSA", rsa.ExportPkcs8PrivateKeyPem() },
            { "private RSA, PKCS 1", rsa.ExportRSAPrivateKeyPem() },
            { "private EC", ec.ExportECPrivateKeyPem() },
            { "private, encrypted", rsa.ExportEncryptedPkcs8PrivateKeyPem("x", new(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1)) },
            { "public, then private", $"{pem}\n{ec.ExportPkcs8PrivateKeyPem()}" },
            { "small", small.ExportSubjectPublicKeyInfoPem() },
            { "small, PKCS 1", small.ExportRSAPublicKeyPem() },
            { "another curve", other.ExportSubjectPublicKeyInfoPem() },
            { "certificate", pem.Replace("PUBLIC KEY", "CERTIFICATE", StringComparison.Ordinal) },
            { "cut short", pem[..^10] },
            { "one sound, one cut short", pem + "\n" + pem[..^10] },
            { "not DER", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----" },
            { "not JSON", "{\"keys\":[" },
            { "no keys", "{\"keys\":[]}" },
            { "keys no array", "{\"keys\":{}}" },
            { "key no object", "{\"keys\":[1]}" },
            { "no type", "{}" },
            { "oct", """{"kty":"oct","k":"AAAA"}""" },
            { "OKP", """{"kty":"OKP","crv":"Ed25519","x":"AAAA"}""" },
            { "private JWK", With("\"d\":\"AQAB\"") },
            { "secret in a public JWK", With("\"k\":\"AQAB\"") },
            { "to encrypt", With("\"use\":\"enc\"") },
            { "to encrypt, by key_ops", With("\"key_ops\":[\"encrypt\"]") },
            { "alg of another type", With("\"alg\":\"ES256\"") },
            { "alg none", With("\"alg\":\"none\"") },
            { "alg HMAC", With("\"alg\":\"HS256\"") },
            { "kid no string", With("\"kid\":1") },
            { "given twice", With("\"e\":\"AQAB\"") },
            { "small JWK", Signer.ForRsa("RS256", small).Jwks },
            { "no modulus", """{"kty":"RSA","e":"AQAB"}""" },
            { "exponent 1", $$"""{"kty":"RSA","n":"{{modulus}}","e":"AQ"}""" },
            { "exponent even", $$"""{"kty":"RSA","n":"{{modulus}}","e":"Ag"}""" },
            { "modulus padded", $$"""{"kty":"RSA","n":"{{modulus}}==","e":"AQAB"}""" },
            { "modulus even", $$"""{"kty":"RSA","n":"{{even}}","e":"AQAB"}""" },
            { "curve of another length", Curve("P-384", point["x"]!.ToString(), point["y"]!.ToString()) },
            { "point beside the curve", Curve("P-256", point["x"]!.ToString(), point["x"]!.ToString()) },
            { "unknown curve", Curve("P-257", point["x"]!.ToString(), point["y"]!.ToString()) },
            { "no such file", "no/such/file.pem" },
            { "empty", "" },
        };
    }

    [Fact]
    public void A_key_that_no_allowed_algorithm_fits_is_refused() =>
        Refused("Authentication:PublicKeys:0", GuardedApi.PublicKeys(Rsa.Pem) with { Algorithms = ["ES256"] });

    private static SettingException Refused(string setting, AuthenticationSettings settings)
    {
        var environment = new HostingEnvironment { EnvironmentName = Environments.Production };
        var refused = Assert.Throws<SettingException>(new TokenRulesReader(settings, environment, null).Read);
        Assert.Equal(setting, refused.Setting);
        Assert.DoesNotContain('\n', refused.Message);
        return refused;
    }
}
