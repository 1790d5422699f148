namespace RunEvaluations.Api.Tests.Hostile;

/// <summary>Good tokens in the wrong place, and headers that are no credential.</summary>
[Collection(HostileInput.Name)]
public sealed class CredentialPlaceTests(HostileService service)
{
    private static readonly Verdict Absent = new(401, "unauthenticated");
    private static readonly Verdict Several = Verdict.Token("one Authorization header");

    private static readonly (string Name, string[] Headers, Verdict Expected)[] Credentials =
    [
        ("none", [], Absent),
        ("an empty header", ["Authorization:"], Absent),
        ("a header of spaces", ["Authorization:   "], Absent),
        ("the scheme alone", ["Authorization: Bearer"], Verdict.Token("has no token")),
        ("the scheme and spaces", ["Authorization: Bearer   "], Verdict.Token("has no token")),
        ("no scheme", ["Authorization: $token"], Absent),
        ("Basic", ["Authorization: Basic YWRhOmFkYQ=="], Absent),
        ("Basic with the token", ["Authorization: Basic $token"], Absent),
        ("Token", ["Authorization: Token $token"], Absent),
        ("Negotiate", ["Authorization: Negotiate AAAA"], Absent),
        ("Digest", ["Authorization: Digest username=\"ada\""], Absent),
        ("DPoP", ["Authorization: DPoP $token"], Absent),
        ("the scheme with a colon", ["Authorization: Bearer: $token"], Absent),
        ("the scheme with an equals sign", ["Authorization: Bearer=$token"], Absent),
        ("the scheme and a tab", ["Authorization: Bearer\t$token"], Absent),
        ("the scheme twice", ["Authorization: Bearer Bearer $token"], Verdict.Token("must be base64url")),
        ("two schemes", ["Authorization: Basic AAAA, Bearer $token"], Absent),
        ("two headers", [Wire.Credential, Wire.Credential], Several),
        ("two headers, the first another's", ["Authorization: Bearer x", Wire.Credential], Several),
        ("two headers of two schemes", ["Authorization: Basic AAAA", Wire.Credential], Several),
        ("two headers in two cases", [Wire.Credential, "AUTHORIZATION: Bearer $token"], Several),
        ("a proxy's header", ["Proxy-Authorization: Bearer $token"], Absent),
        ("an old gateway's header", ["X-Authorization: Bearer $token"], Absent),
        ("a forwarded header", ["X-Forwarded-Authorization: Bearer $token"], Absent),
        ("a token header", ["X-Auth-Token: $token"], Absent),
        ("a cookie", ["Cookie: access_token=$token; Authorization=Bearer $token"], Absent),
        ("a user header", ["X-User: ada", "X-Forwarded-User: ada", "Remote-User: ada"], Absent),
        ("an account header", ["X-Account-Id: $account"], Absent),
        ("a client certificate's header", ["X-Client-Cert: AAAA", "X-SSL-Client-Verify: SUCCESS"], Absent),
    ];

    private static readonly string[] Queries =
        ["access_token=$token", "token=$token", "authorization=Bearer%20$token", "bearer=$token"];

    public static TheoryData<Attack> ElsewhereInHeaders() => new(
        from credential in Credentials
        from endpoint in (Endpoint[])[Endpoints.Of("create_run_evaluation"), Endpoints.Of("archive_evaluation_label")]
        select new Attack(
            $"{endpoint.Operation}: {credential.Name}",
            endpoint.Head([.. credential.Headers, Wire.Json, Wire.Length]),
            endpoint.GoodBody ?? "",
            credential.Expected));

    public static TheoryData<Attack> WithoutAny() => new(
        from endpoint in Endpoints.All
        select new Attack(
            $"{endpoint.Operation}: nobody", endpoint.Head(Wire.Json, Wire.Length), endpoint.GoodBody ?? "", Absent));

    public static TheoryData<Attack> InTheQuery() => new(
        from pair in Endpoints.All.Spread(Queries, 2)
        let endpoint = pair.Place
        let query = pair.Row
        select new Attack(
            $"{endpoint.Operation}: {query} in the query",
            Wire.Head(endpoint.Method, $"{endpoint.Path}?{query}", Wire.Json, Wire.Length),
            endpoint.GoodBody ?? "",
            Absent));

    public static TheoryData<Attack> InAForm() => new(
        from endpoint in Endpoints.WithBody
        select new Attack(
            $"{endpoint.Operation}: in a form",
            endpoint.Head("Content-Type: application/x-www-form-urlencoded", Wire.Length),
            "access_token=$token",
            Absent));

    [Theory]
    [MemberData(nameof(ElsewhereInHeaders), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(WithoutAny), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(InTheQuery), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(InAForm), DisableDiscoveryEnumeration = true)]
    public Task A_credential_that_is_not_in_its_place_is_none(Attack attack) => service.Withstands(attack);
}
