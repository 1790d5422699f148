using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace RunEvaluations.Api.Tests.Security;

/// <summary>Each of these is signed with the right key, unless the signature is what is wrong.</summary>
public sealed class ForgedTokenTests(DevelopmentApi service) : IClassFixture<DevelopmentApi>
{
    [Theory]
    [MemberData(nameof(Headers))]
    public async Task A_token_with_such_a_header_is_refused(string header, string reason)
    {
        var response = await service.Api.GetAsync((service.Forge with { Header = header }).Build());
        Assert.Contains(reason, await response.AssertRefusedAsync(), StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Headers()
    {
        var data = new TheoryData<string, string>
        {
            { """{}""", "'alg'" },
            { """{"alg":null}""", "'alg' must be a string" },
            { """{"alg":["HS256"]}""", "'alg' must be a string" },
            { """{"alg":256}""", "'alg' must be a string" },
            { """{"alg":"HS256\u0000"}""", "'alg' is not one" },
            { """{"alg":"\ud800"}""", "not valid text" },
            { """{"alg":"HS256","alg":"HS256"}""", "given twice" },
            { """{"alg":"HS256","\u0061lg":"none"}""", "given twice" },
            { """{"alg":"HS256","x":{"y":1,"y":2}}""", "given twice" },
            { """{"alg":"HS256","typ":"JWE"}""", "'typ'" },
            { """{"alg":"HS256","typ":["JWT"]}""", "'typ'" },
            { """{"alg":"HS256","typ":"dpop+jwt"}""", "'typ'" },
            { """{"alg":"HS256","kid":7}""", "'kid'" },
            { """{"alg":"HS256",}""", "JSON object" },
            { """{"alg":"HS256"}{}""", "JSON object" },
            { """{"alg":"HS256"} // """, "JSON object" },
            { """{'alg':'HS256'}""", "JSON object" },
            { """["HS256"]""", "JSON object" },
            { "\uFEFF{\"alg\":\"HS256\"}", "JSON object" },
            { "null", "JSON object" },
            { "\"HS256\"", "JSON object" },
        };
        foreach (var algorithm in new[]
                 {
                     "none", "None", "NONE", "nOnE", "none ", "", "hs256", "HS384", "HS512", "HS1", "RS256", "ES256", "PS256",
                     "EdDSA", "dir", "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256", "HS256 ",
                 })
            data.Add($$"""{"alg":"{{algorithm}}"}""", "'alg' is not one that is allowed");
        foreach (var name in new[] { "crit", "cty", "jku", "jwk", "x5u", "x5c", "zip", "enc", "b64" })
        {
            data.Add($$"""{"alg":"HS256","{{name}}":null}""", $"must not have '{name}'");
            data.Add($$"""{"alg":"HS256","{{name}}":["exp"]}""", $"must not have '{name}'");
            data.Add($$"""{"alg":"HS256","{{name}}":"JWT"}""", $"must not have '{name}'");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Payloads))]
    public async Task A_token_with_such_a_payload_is_refused(string payload, string reason)
    {
        var response = await service.Api.GetAsync((service.Forge with { Payload = payload }).Build());
        Assert.Contains(reason, await response.AssertRefusedAsync(), StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Payloads()
    {
        static string Other(string name, string value) => TokenForge.Claims(name, value);
        static string Without(string name) => TokenForge.Claims(name, null);
        static string Plus(string more) => TokenForge.Claims(more: "," + more);

        var data = new TheoryData<string, string>
        {
            { Without("iss"), "must have an 'iss'" },
            { Other("iss", "\"https://issuer.example/\""), "'iss' is not" },
            { Other("iss", "\"HTTPS://ISSUER.EXAMPLE\""), "'iss' is not" },
            { Other("iss", "\"\""), "is not" },
            { Other("iss", "[\"https://issuer.example\"]"), "'iss' must be a string" },
            { Other("iss", "null"), "'iss' must be a string" },
            { Without("aud"), "must have an 'aud'" },
            { Other("aud", "\"other\""), "'aud' does not name" },
            { Other("aud", "\"evaluations/\""), "'aud' does not name" },
            { Other("aud", "\"\""), "'aud' does not name" },
            { Other("aud", "[]"), "'aud' does not name" },
            { Other("aud", "[\"a\",\"b\"]"), "'aud' does not name" },
            { Other("aud", "[\"evaluations\",1]"), "'aud' must be a string" },
            { Other("aud", "[[\"evaluations\"]]"), "'aud' must be a string" },
            { Other("aud", "{\"evaluations\":1}"), "'aud' must be a string" },
            { Other("aud", "null"), "'aud' must be a string" },
            { Without("exp"), "must have an 'exp'" },
            { Other("exp", $"\"{TokenForge.Seconds(60)}\""), "'exp' must be a number" },
            { Other("exp", "null"), "'exp' must be a number" },
            { Other("exp", "true"), "'exp' must be a number" },
            { Other("exp", $"[{TokenForge.Seconds(60)}]"), "'exp' must be a number" },
            { Other("exp", "1e400"), "'exp' is out of range" },
            { Other("exp", "1e300"), "'exp' is out of range" },
            { Other("exp", "253402300800"), "'exp' is out of range" },
            { Other("exp", "NaN"), "JSON object" },
            { Other("exp", "0x7fffffff"), "JSON object" },
            { Plus("\"nbf\":\"1\""), "'nbf' must be a number" },
            { Plus("\"nbf\":null"), "'nbf' must be a number" },
            { Plus("\"iat\":\"1\""), "'iat' must be a number" },
            { Plus("\"iat\":-1e300"), "'iat' is out of range" },
            { Plus("\"jti\":1"), "'jti' must be a string" },
            { Other("sub", "1"), "'sub' must be a string" },
            { Plus("\"sub\":\"eve\""), "given twice" },
            { Plus("\"account_id\":\"acme\""), "given twice" },
            { Plus("\"\\u0061ccount_id\":\"other\""), "given twice" },
            { Plus($"\"exp\":{TokenForge.Seconds(60)}"), "given twice" },
            { Plus("\"x\":[{\"y\":1,\"y\":1}]"), "given twice" },
            { Without("account_id"), "must name an account" },
            { Other("account_id", "null"), "'account_id' must be a string" },
            { Other("account_id", "7"), "'account_id' must be a string" },
            { Other("account_id", "[\"acme\"]"), "'account_id' must be a string" },
            { Without("sub"), "must name a user" },
            { Plus("\"evaluator_id\":null"), "'evaluator_id' must be a string" },
            { Plus("\"evaluator_id\":\"\""), "must be a UUID" },
            { Plus("\"evaluator_id\":\"0198f6a511117abc8def0123456789ab\""), "must be a UUID" },
            { Plus("\"evaluator_id\":\" 0198f6a5-1111-7abc-8def-0123456789ab\""), "must be a UUID" },
            { Plus("\"evaluator_id\":\"{0198f6a5-1111-7abc-8def-0123456789ab}\""), "must be a UUID" },
            { Plus("\"evaluator_id\":\"0x98f6a5-1111-7abc-8def-0123456789ab\""), "must be a UUID" },
            { "[]", "JSON object" },
            { "null", "JSON object" },
            { "{}{}", "JSON object" },
            { new string('[', 70) + new string(']', 70), "JSON object" },
            { Plus("\"x\":\"" + new string('x', 8192) + "\""), "longer than 8192" },
        };
        var unusable = new[]
        {
            "", " ", "a b", " acme", "acme ", @"a\u0000b", @"a\nb", @"a\u200bb", @"a\u202eb", @"\ufeffacme", @"a\u00a0b", @"\ud800",
            @"\ue000", @"\u3164", @"\u0378", new string('a', 129),
        };
        foreach (var id in unusable)
        {
            data.Add(Other("account_id", $"\"{id}\""), "The token's 'account_id'");
            data.Add(Other("sub", $"\"{id}\""), "The token's 'sub'");
        }

        return data;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-30)]
    [InlineData(-31)]
    [InlineData(-240)]
    [InlineData(-1e9)]
    [InlineData(-1.5)]
    public async Task An_expired_token_is_refused_beyond_the_skew_of_30_seconds(double expires)
    {
        var token = (service.Forge with { Payload = TokenForge.Claims("exp", TokenForge.Seconds(expires)) }).Build();
        var response = await service.Api.GetAsync(token);
        if (expires > -30)
            Assert.True(response.IsSuccessStatusCode);
        else
            await response.AssertRefusedAsync("token_expired");
    }

    [Theory]
    [InlineData("nbf", 30, true)]
    [InlineData("nbf", 31, false)]
    [InlineData("nbf", 30.5, false)]
    [InlineData("iat", 30, true)]
    [InlineData("iat", 31, false)]
    [InlineData("iat", 1e9, false)]
    [InlineData("iat", -1e9, true)]
    public async Task A_token_from_the_future_is_refused_beyond_the_skew_of_30_seconds(string claim, double at, bool accepted)
    {
        var token = (service.Forge with { Payload = TokenForge.Claims(claim, TokenForge.Seconds(at)) }).Build();
        var response = await service.Api.GetAsync(token);
        Assert.Equal(accepted, response.IsSuccessStatusCode);
        if (!accepted)
            Assert.Contains(claim, await response.AssertRefusedAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signature_with_a_foreign_key_is_refused_and_nothing_more_is_said()
    {
        var payload = TokenForge.Claims("exp", TokenForge.Seconds(-9999));
        var token = (TokenForge.Hmac(RandomNumberGenerator.GetBytes(32)) with { Payload = payload }).Build();
        Assert.Equal("The token's signature does not fit.", await (await service.Api.GetAsync(token)).AssertRefusedAsync());
    }

    [Fact]
    public async Task A_signature_of_another_length_or_hash_is_refused()
    {
        Func<byte[], byte[]>[] others =
        [
            data => HMACSHA512.HashData(service.Secret, data),
            data => HMACSHA384.HashData(service.Secret, data),
            data => HMACSHA256.HashData(service.Secret, data)[..31],
            data => [.. HMACSHA256.HashData(service.Secret, data), 0],
            data => HMACSHA256.HashData(Array.Empty<byte>(), data),
            _ => new byte[32],
            _ => [0],
        ];
        foreach (var sign in others)
            await (await service.Api.GetAsync(new TokenForge(sign).Build())).AssertRefusedAsync();
    }

    [Fact]
    public async Task A_part_that_is_missing_added_or_spelled_differently_is_refused()
    {
        var valid = service.Forge.Build();
        var parts = valid.Split('.');
        string[] tokens =
        [
            $"{parts[0]}.{parts[1]}", $"{parts[0]}.{parts[1]}.", $"{parts[0]}..{parts[2]}", $".{parts[1]}.{parts[2]}", "..", ".", "x",
            $"{valid}.", $".{valid}", $"{valid}.{parts[2]}", $"{valid}..", $"{valid}=", $"{valid}, {valid}", $"{valid} {valid}",
            $"{parts[0]}=.{parts[1]}.{parts[2]}", $"{parts[0]}.{parts[1]}=.{parts[2]}", $"{parts[0]}. {parts[1]}.{parts[2]}",
            $"{parts[0]}.{parts[1]}.\t{parts[2]}", $"\"{valid}\"", new string('a', 9000),
            $"{parts[0]}.{parts[1]}.{parts[2][..^1]}{NextLetter(parts[2][^1])}",
            $"{parts[0]}.{parts[1]}.{Convert.ToBase64String(Base64Url.DecodeFromChars(parts[2]))}",
        ];
        foreach (var token in tokens)
            await (await service.Api.GetAsync(token)).AssertRefusedAsync();
    }

    [Fact]
    public async Task Bytes_that_are_not_UTF_8_are_refused()
    {
        var header = Encoding.UTF8.GetBytes(service.Forge.Header);
        var payload = Encoding.UTF8.GetBytes(TokenForge.Claims("unused", "\"a~n\""));
        payload[payload.AsSpan().IndexOf((byte)'~')] = 0xC0;
        await (await service.Api.GetAsync(service.Forge.Build(header, payload))).AssertRefusedAsync();
    }

    [Fact]
    public async Task Changing_any_single_character_of_a_valid_token_is_refused()
    {
        var valid = service.Forge.Build();
        Assert.True((await service.Api.GetAsync(valid)).IsSuccessStatusCode);
        for (var i = 0; i < valid.Length; i++)
        {
            foreach (var other in new[] { NextLetter(valid[i]), valid[i] == 'A' ? 'B' : 'A', valid[i] == '.' ? '_' : '.' })
                await (await service.Api.GetAsync($"{valid[..i]}{other}{valid[(i + 1)..]}")).AssertRefusedAsync();
            await (await service.Api.GetAsync(valid.Remove(i, 1))).AssertRefusedAsync();
        }
    }

    /// <summary>The next letter of the alphabet: in the last place of a part it may differ in the unused bits alone.</summary>
    private static char NextLetter(char letter)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        return Alphabet[(Alphabet.IndexOf(letter, StringComparison.Ordinal) + 1) % Alphabet.Length];
    }
}
