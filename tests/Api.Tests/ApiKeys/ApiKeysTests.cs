using System.Globalization;
using System.Net;
using System.Text.Json;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.ApiKeys;

public sealed class ApiKeysTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    private readonly ApiClient ada = service.User();

    [Fact]
    public async Task The_secret_is_in_the_first_answer_and_in_no_other()
    {
        var body = new { name = "nightly", scopes = (string[])["evaluations:write"], expires_at = "2999-01-01T00:00:00Z" };

        var made = (await ada.Post("/v1/api-keys", body)).Is(HttpStatusCode.Created);

        var secret = made.Secret();
        Assert.Matches(@"^rek_[A-Za-z0-9_-]{43}\.[A-Za-z0-9_-]+$", secret);
        Assert.Equal("no-store", made.Headers["Cache-Control"]);
        Assert.Equal($"/v1/api-key/{made.Id}", made.Headers["Location"]);
        Assert.Equal(
            (ada.Account, "nightly", secret[..12], "ada", "ada", "2999-01-01T00:00:00Z"),
            (Text(made, "account_id"), Text(made, "name"), Text(made, "prefix"), Text(made, "user"),
                Text(made, "created_by"), Text(made, "expires_at")));
        Assert.Equal(["evaluations:write"], made["scopes"].EnumerateArray().Select(s => s.GetString()));
        Assert.All(
            ["evaluator_id", "revoked_at", "last_used_at"],
            member => Assert.Equal(JsonValueKind.Null, made[member].ValueKind));

        var read = (await ada.Get($"/v1/api-key/{made.Id}")).Is(HttpStatusCode.OK);
        var list = (await ada.Get("/v1/api-keys")).Is(HttpStatusCode.OK);
        Assert.Equal(read.Text, Assert.Single(list.Items).GetRawText());
        Assert.False(read.Json.TryGetProperty("secret", out _));
        Assert.DoesNotContain(secret[12..], read.Text + list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(secret[12..], await Stored(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revoked_key_is_listed_on_request_and_revoking_it_again_changes_nothing()
    {
        var (first, second) = (await ada.HasKey("admin"), await ada.HasKey("admin"));

        (await ada.Delete($"/v1/api-key/{first.Id}")).Is(HttpStatusCode.NoContent);
        var revoked = (await ada.Get($"/v1/api-key/{first.Id}")).Text;
        (await ada.Delete($"/v1/api-key/{first.Id}")).Is(HttpStatusCode.NoContent);

        Assert.Equal(revoked, (await ada.Get($"/v1/api-key/{first.Id}")).Text);
        Assert.Equal([second.Id], Ids(await ada.Get("/v1/api-keys")));
        var page = await ada.Get("/v1/api-keys?include_revoked=true&limit=1");
        Assert.Equal([first.Id], Ids(page));
        Assert.Equal([second.Id], Ids(await ada.Get(page.Next!)));
    }

    [Theory]
    [InlineData("""{"scopes":["admin"]}""", "name")]
    [InlineData("""{"name":" ","scopes":["admin"]}""", "name")]
    [InlineData("""{"name":"ci"}""", "scopes")]
    [InlineData("""{"name":"ci","scopes":[]}""", "scopes")]
    [InlineData("""{"name":"ci","scopes":["admin","admin"]}""", "scopes")]
    [InlineData("""{"name":"ci","scopes":["Admin"]}""", "scopes[0]")]
    [InlineData("""{"name":"ci","scopes":["labels:write","root"]}""", "scopes[1]")]
    [InlineData("""{"name":"ci","scopes":["admin"],"user":"a b"}""", "user")]
    [InlineData("""{"name":"ci","scopes":["admin"],"user":"bob","evaluator_id":"01990000-0000-7000-8000-0000000000ee"}""", "evaluator_id")]
    [InlineData("""{"name":"ci","scopes":["admin"],"expires_at":"2001-01-01T00:00:00Z"}""", "expires_at")]
    [InlineData("""{"name":"ci","scopes":["admin"],"account_id":"other"}""", "account_id")]
    public async Task A_wrong_field_is_named(string body, string field)
    {
        var refused = (await ada.Post("/v1/api-keys", body)).Is(HttpStatusCode.BadRequest, "invalid_request");

        Assert.True(refused["errors"].TryGetProperty(field, out _), refused.Text);
        Assert.Empty((await ada.Get("/v1/api-keys?include_revoked=true")).Items);
    }

    [Fact]
    public async Task A_key_may_be_for_another_user_or_for_an_evaluator_that_is_there()
    {
        var evaluator = await ada.HasEvaluator(await ada.HasBinaryLabel());
        string[] scopes = ["evaluations:read"];

        Assert.Equal("bob", Text((await ada.Post("/v1/api-keys", new { name = "b", scopes, user = "bob" })), "user"));
        Assert.Equal(evaluator, (await ada.HasKeyFor(evaluator, scopes))["evaluator_id"].GetGuid());

        (await service.User().Post("/v1/api-keys", new { name = "e", scopes, evaluator_id = evaluator }))
            .Is(HttpStatusCode.NotFound, "evaluator_not_found");
        await ada.Delete($"/v1/evaluator/{evaluator}");
        (await ada.Post("/v1/api-keys", new { name = "e", scopes, evaluator_id = evaluator }))
            .Is(HttpStatusCode.Conflict, "evaluator_archived");
    }

    [Fact]
    public async Task An_account_has_only_so_many_keys()
    {
        var key = await ada.HasKey("admin");
        await service.Query<long>(string.Create(CultureInfo.InvariantCulture, $"""
            with filled as (
              insert into api_keys (account_id, id, name, prefix, secret_hash, scopes, user_id, created_by, created_at)
              select account_id, gen_random_uuid(), name, prefix, sha256(n::text::bytea), scopes, user_id, created_by,
                created_at
              from api_keys, generate_series(2, 1000) n where id = '{key.Id}'
              returning 1)
            select count(*) from filled
            """));

        var refused = await ada.Post("/v1/api-keys", new { name = "one more", scopes = (string[])["admin"] });

        Assert.Equal(1_000, refused.Is(HttpStatusCode.Conflict, "api_key_limit_reached")["max_api_keys"].GetInt32());
        (await ada.Delete($"/v1/api-key/{key.Id}")).Is(HttpStatusCode.NoContent);
        await ada.HasKey("admin");
    }

    [Fact]
    public async Task What_is_anothers_answers_as_what_is_not_there()
    {
        var key = await ada.HasKey("admin");
        var eve = service.User();

        foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Delete])
        {
            var anothers = await Ask(key.Id);
            anothers.Is(HttpStatusCode.NotFound, "api_key_not_found");
            Assert.Equal(anothers.Text, (await Ask(UniqueId.Next())).Text);

            Task<Answer> Ask(Guid id) => eve.Send(
                method, $"/v1/api-key/{id}", null, ("traceparent", "00-4f0c1cf1f4a94ac2a1d2b1fa3c7d9e10-00f067aa0ba902b7-01"));
        }

        Assert.Empty((await eve.Get("/v1/api-keys")).Items);
        (await service.With(key).Get("/v1/runs")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_evaluators_credential_manages_no_keys()
    {
        var evaluator = await ada.HasEvaluator(await ada.HasBinaryLabel());

        foreach (var client in (ApiClient[])[service.Evaluator(ada.Account, evaluator), service.With(await ada.HasKeyFor(evaluator, "admin"))])
        {
            (await client.Get("/v1/api-keys")).Is(HttpStatusCode.Forbidden, "user_required");
            (await client.Post("/v1/api-keys", new { name = "mine", scopes = (string[])["admin"] }))
                .Is(HttpStatusCode.Forbidden, "user_required");
        }
    }

    private static string? Text(Answer answer, string member) => answer[member].GetString();

    private static IEnumerable<Guid> Ids(Answer list) => list.Items.Select(k => k.GetProperty("id").GetGuid());

    private Task<string> Stored() => service.Query<string>(
        $"select json_agg(k)::text from api_keys k where account_id = '{ada.Account}'");
}
