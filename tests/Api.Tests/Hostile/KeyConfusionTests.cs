using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using RunEvaluations.Api.Tests.Security;

namespace RunEvaluations.Api.Tests.Hostile;

/// <summary>Another service on the same database, which trusts three public keys instead of a secret.</summary>
public sealed class PublicKeyService(HostileService service) : IAsyncLifetime
{
    internal static readonly Signer Plain = Signer.For("RS256");

    internal static readonly Signer Rsa = Signer.For("RS256").Named("rsa");

    internal static readonly Signer Curve = Signer.For("ES256").Named("curve");

    private WebApplication? app;

    internal Uri Address { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        app = service.Service.Build(
            service.Service.Connections,
            $"--Authentication:PublicKeys:0={Plain.Pem}",
            $"--Authentication:PublicKeys:1={Rsa.Jwks}",
            $"--Authentication:PublicKeys:2={Curve.Jwks}",
            "--Authentication:Issuer=run-evaluations",
            "--Authentication:Audience=run-evaluations");
        await app.StartAsync();
        Address = new Uri(app.Urls.Single());
    }

    public async Task DisposeAsync() => await app!.DisposeAsync();
}

/// <summary>Tokens that would have a public key taken for a secret, or one kind of key for another.</summary>
[Collection(HostileInput.Name)]
public sealed class KeyConfusionTests(HostileService service, PublicKeyService keys) : IClassFixture<PublicKeyService>
{
    private const string Header = """{"alg":"RS256","kid":"rsa"}""";
    private const string NotAllowed = "'alg' is not one that is allowed";
    private const string DoesNotFit = "signature does not fit";

    /// <summary>Everything public that could be mistaken for a secret.</summary>
    private static readonly (string Name, byte[] Secret)[] Secrets =
    [
        ("the PEM", Encoding.UTF8.GetBytes(PublicKeyService.Plain.Pem)),
        ("the PEM and a line feed", Encoding.UTF8.GetBytes(PublicKeyService.Plain.Pem + "\n")),
        ("the JWKS", Encoding.UTF8.GetBytes(PublicKeyService.Curve.Jwks)),
        ("the JWK", Encoding.UTF8.GetBytes(PublicKeyService.Curve.Jwk.ToJsonString())),
        ("the point", Encoding.UTF8.GetBytes(PublicKeyService.Curve.Jwk["x"]!.GetValue<string>())), ("nothing", []),
        ("a key id", "rsa"u8.ToArray()),
    ];

    private static readonly (string Name, string Header, Func<byte[], byte[]> Sign, string Says)[] Others =
    [
        ("a curve's signature as RSA's", """{"alg":"RS256"}""", PublicKeyService.Curve.Sign, DoesNotFit),
        ("RSA's signature as a curve's", """{"alg":"ES256"}""", PublicKeyService.Rsa.Sign, "wrong length"),
        ("PKCS#1 as PSS", """{"alg":"PS256"}""", PublicKeyService.Rsa.Sign, DoesNotFit),
        ("SHA-256 as SHA-512", """{"alg":"RS512"}""", PublicKeyService.Rsa.Sign, DoesNotFit),
        ("a curve as a larger one", """{"alg":"ES384"}""", PublicKeyService.Curve.Sign, "wrong length"),
        ("r and s of zero", """{"alg":"ES256"}""", _ => new byte[64], DoesNotFit),
        ("r and s of one", """{"alg":"ES256"}""", _ => [.. new byte[31], 1, .. new byte[31], 1], DoesNotFit),
        ("r and s of the largest", """{"alg":"ES256"}""", _ => [.. Enumerable.Repeat((byte)255, 64)], DoesNotFit),
        ("r and s in DER", """{"alg":"ES256"}""", _ => [0x30, 6, 2, 1, 1, 2, 1, 1], "wrong length"),
        ("RSA of zeros", """{"alg":"RS256"}""", _ => new byte[256], DoesNotFit),
        ("RSA of one", """{"alg":"RS256"}""", _ => [.. new byte[255], 1], DoesNotFit),
        ("RSA larger than its modulus", """{"alg":"RS256"}""", _ => [.. Enumerable.Repeat((byte)255, 256)], DoesNotFit),
        ("another RSA key", """{"alg":"RS256"}""", Signer.For("RS256").Sign, DoesNotFit),
        ("another RSA key under the id", """{"alg":"RS256","kid":"rsa"}""", Signer.For("RS256").Sign, DoesNotFit),
        ("another curve's key under the id", """{"alg":"ES256","kid":"curve"}""", Signer.For("ES256").Sign, DoesNotFit),
        ("the RSA key under the curve's id", """{"alg":"RS256","kid":"curve"}""", PublicKeyService.Rsa.Sign, DoesNotFit),
        ("no algorithm", """{"alg":"none"}""", _ => [], NotAllowed),
        ("no algorithm, signed", """{"alg":"none"}""", PublicKeyService.Rsa.Sign, NotAllowed),
        ("Edwards", """{"alg":"EdDSA"}""", _ => new byte[64], NotAllowed),
    ];

    public static TheoryData<Attack> PublicSecrets() => new(
        from secret in Secrets
        from id in (string[])["", ",\"kid\":\"rsa\"", ",\"kid\":\"curve\""]
        select Attack.OnToken(
            $"HS256 with {secret.Name}{id}",
            f => Forgery.Sign($$"""{"alg":"HS256"{{id}}}""", f.Claims(), data => HMACSHA256.HashData(secret.Secret, data)),
            Verdict.Token(NotAllowed)));

    public static TheoryData<Attack> OtherKinds() => new(
        from other in Others
        select Attack.OnToken(
            other.Name, f => Forgery.Sign(other.Header, f.Claims(), other.Sign), Verdict.Token(other.Says)));

    public static TheoryData<Attack> TheOtherServices() =>
        [Attack.OnToken("a token of the service with the secret", f => f.Sound, Verdict.Token(NotAllowed))];

    [Theory]
    [MemberData(nameof(PublicSecrets), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(OtherKinds), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(TheOtherServices), DisableDiscoveryEnumeration = true)]
    public Task A_key_is_never_taken_for_another(Attack attack) =>
        service.Withstands(attack, keys.Address, Forgery.Sign(Header, service.Forgery.Claims(), PublicKeyService.Rsa.Sign));
}
