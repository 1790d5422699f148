using System.Security.Cryptography;

namespace RunEvaluations.Api.Tests.Security;

public sealed class AcceptedTokenTests(DevelopmentApi service) : IClassFixture<DevelopmentApi>
{
    [Theory]
    [InlineData("""{"alg":"HS256"}""")]
    [InlineData("""{"alg":"HS256","typ":"JWT"}""")]
    [InlineData("""{"alg":"HS256","typ":"jwt"}""")]
    [InlineData("""{"alg":"HS256","typ":"at+jwt"}""")]
    [InlineData("""{"alg":"HS256","typ":"application/at+jwt"}""")]
    [InlineData("""{"alg":"HS256","kid":"whatever","x5t":"abc","custom":{"a":[1]}}""")]
    public async Task A_sound_header_is_accepted(string header) =>
        Assert.Equal("acme/ann/", await CallerAsync(service.Forge with { Header = header }));

    [Theory]
    [InlineData("aud", "[\"other\",\"evaluations\"]", "acme/ann/")]
    [InlineData("exp", "253402300799", "acme/ann/")]
    [InlineData("exp", "1.9e10", "acme/ann/")]
    [InlineData("nbf", "0", "acme/ann/")]
    [InlineData("iat", "1700000000.25", "acme/ann/")]
    [InlineData("scope", "\"read write\"", "acme/ann/")]
    [InlineData("actort", "\"x.y.z\"", "acme/ann/")]
    [InlineData("account_id", "\"0\"", "0/ann/")]
    [InlineData("account_id", "\"urn:x:\\u00e9\\ud83d\\ude00/1\"", "urn:x:é😀/1/ann/")]
    [InlineData("sub", "\"auth0|ann@example.com\"", "acme/auth0|ann@example.com/")]
    public async Task A_sound_payload_is_accepted(string claim, string value, string caller) =>
        Assert.Equal(caller, await CallerAsync(service.Forge with { Payload = TokenForge.Claims(claim, value) }));

    [Fact]
    public async Task An_id_may_have_128_characters_of_any_plane()
    {
        var id = string.Concat(Enumerable.Repeat("😀", 128));
        var caller = await CallerAsync(service.Forge with { Payload = TokenForge.Claims("sub", $"\"{id}\"") });
        Assert.Equal($"acme/{id}/", caller);
    }

    [Theory]
    [InlineData("RS256")]
    [InlineData("RS384")]
    [InlineData("RS512")]
    [InlineData("PS256")]
    [InlineData("PS384")]
    [InlineData("PS512")]
    [InlineData("ES256")]
    [InlineData("ES384")]
    [InlineData("ES512")]
    public async Task Every_asymmetric_algorithm_works_with_PEM_and_JWKS_as_text_and_as_a_file(string algorithm)
    {
        var signer = Signer.For(algorithm);
        using var directory = new TemporaryDirectory();
        string[] spellings =
        [
            signer.Pem, signer.Jwks, signer.Jwk.ToJsonString(), directory.File("key.pem", $"A comment\n{signer.Pem}\n"),
            directory.File("keys.json", signer.Named("k1").Jwks),
        ];
        foreach (var spelling in spellings)
        {
            await using var api = await GuardedApi.StartAsync(GuardedApi.PublicKeys(spelling));
            var token = TokenForge.With(signer, "k1").Build();
            Assert.Equal("acme/ann/", await CallerAsync(api, token));
            Assert.Equal("acme/ann/", await CallerAsync(api, token));
            await (await api.GetAsync(TokenForge.With(Signer.For(algorithm), "k1").Build())).AssertRefusedAsync();
        }
    }

    [Fact]
    public async Task Each_of_several_keys_is_accepted_and_the_key_id_chooses_among_them()
    {
        var (first, second, third) = (Signer.For("ES256").Named("1"), Signer.For("ES256").Named("2"), Signer.For("RS256"));
        await using var api = await GuardedApi.StartAsync(GuardedApi.PublicKeys(
            $$"""{"keys":[{{first.Jwk.ToJsonString()}},{{second.Jwk.ToJsonString()}}]}""", $"{third.Pem}\n{Signer.For("PS256").Pem}"));

        foreach (var token in new[]
                 {
                     TokenForge.With(first, "1"), TokenForge.With(second, "2"), TokenForge.With(first), TokenForge.With(second),
                     TokenForge.With(third), TokenForge.With(third, "1"),
                 })
            Assert.Equal("acme/ann/", await CallerAsync(api, token.Build()));

        foreach (var token in new[] { TokenForge.With(first, "2"), TokenForge.With(second, "3") })
            await (await api.GetAsync(token.Build())).AssertRefusedAsync();
    }

    [Fact]
    public async Task A_key_signs_in_no_other_algorithm_than_its_type_and_its_alg_allow()
    {
        using var pair = RSA.Create(2048);
        var (curve, rsa) = (Signer.For("ES256"), Signer.ForRsa("RS256", pair));
        rsa.Jwk["alg"] = "RS256";
        await using var api = await GuardedApi.StartAsync(GuardedApi.PublicKeys(curve.Pem, rsa.Jwks));
        Assert.Equal("acme/ann/", await CallerAsync(api, TokenForge.With(rsa).Build()));

        foreach (var algorithm in new[] { "ES384", "ES512", "RS256", "RS512", "PS256", "HS256", "none" })
            await RefusedAsync(curve with { Algorithm = algorithm });
        foreach (var algorithm in new[] { "RS384", "RS512", "PS256" })
            await RefusedAsync(Signer.ForRsa(algorithm, pair));
        foreach (var algorithm in new[] { "ES256", "HS256" })
            await RefusedAsync(rsa with { Algorithm = algorithm });

        // The oldest trick: the public key, which everybody has, taken for an HMAC secret.
        foreach (var secret in new[] { rsa.Pem, rsa.Pem + "\n", rsa.Jwks, curve.Pem })
            await (await api.GetAsync(TokenForge.Hmac(System.Text.Encoding.UTF8.GetBytes(secret)).Build())).AssertRefusedAsync();

        async Task RefusedAsync(Signer signer) =>
            await (await api.GetAsync(TokenForge.With(signer).Build())).AssertRefusedAsync();
    }

    [Fact]
    public async Task An_algorithm_that_is_not_in_the_list_is_refused()
    {
        using var rsa = RSA.Create(2048);
        var settings = GuardedApi.PublicKeys(Signer.ForRsa("RS256", rsa).Pem) with { Algorithms = ["PS256"] };
        await using var api = await GuardedApi.StartAsync(settings);
        Assert.Equal("acme/ann/", await CallerAsync(api, TokenForge.With(Signer.ForRsa("PS256", rsa)).Build()));
        await (await api.GetAsync(TokenForge.With(Signer.ForRsa("RS256", rsa)).Build())).AssertRefusedAsync();
    }

    [Fact]
    public async Task An_ECDSA_signature_in_DER_is_refused()
    {
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await using var api = await GuardedApi.StartAsync(GuardedApi.PublicKeys(ec.ExportSubjectPublicKeyInfoPem()));
        byte[] Sign(byte[] data) =>
            ec.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        var forge = new TokenForge(Sign) { Header = """{"alg":"ES256"}""" };
        Assert.Contains("length", await (await api.GetAsync(forge.Build())).AssertRefusedAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_account_comes_from_the_claim_that_is_configured()
    {
        var signer = Signer.For("ES256");
        var settings = GuardedApi.PublicKeys(signer.Pem) with { AccountClaim = "https://example/tenant" };
        await using var api = await GuardedApi.StartAsync(settings);
        var tenant = TokenForge.Claims("https://example/tenant", "\"initech\"");
        Assert.Equal("initech/ann/", await CallerAsync(api, (TokenForge.With(signer) with { Payload = tenant }).Build()));
        await (await api.GetAsync(TokenForge.With(signer).Build())).AssertRefusedAsync();
    }

    private Task<string> CallerAsync(TokenForge forge) => CallerAsync(service.Api, forge.Build());

    private static async Task<string> CallerAsync(GuardedApi api, string token)
    {
        var response = await api.GetAsync(token);
        var body = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? body : $"{(int)response.StatusCode} {body}";
    }
}
