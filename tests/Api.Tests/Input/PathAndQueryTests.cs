using System.Text.Json;

namespace RunEvaluations.Api.Tests.Input;

public sealed class PathAndQueryTests(SampleHost host) : IClassFixture<SampleHost>
{
    private const string Id = "0198c0de-7a3b-7c4d-8e5f-0123456789ab";

    [Theory]
    [InlineData("", "||||||100")]
    [InlineData("?", "||||||100")]
    [InlineData("?limit=1", "||||||1")]
    [InlineData("?limit=1000", "||||||1000")]
    [InlineData("?experiment_id=0198c0de-7a3b-7c4d-8e5f-0123456789ab", Id + "||||||100")]
    [InlineData("?experiment_id=0198C0DE-7A3B-7C4D-8E5F-0123456789AB", Id + "||||||100")]
    [InlineData("?state=in_review&archived=false", "||InReview||False||100")]
    [InlineData("?output_name=", "||||||100")]
    [InlineData("?output_name=%20a+b%F0%9F%98%80", "| a b😀|||||100")]
    [InlineData("?output_name=%EF%BB%BF", "|\uFEFF|||||100")]
    [InlineData("?output_name=%25zz", "|%zz|||||100")]
    [InlineData("?created_after=2026-01-31T09:30:00%2B01:00", "|||2026-01-31T08:30:00.0000000+00:00|||100")]
    [InlineData("?cursor=9223372036854775807", "|||||9223372036854775807|100")]
    [InlineData("?cursor=0", "|||||0|100")]
    [InlineData("?%6Cimit=5", "||||||5")]
    public async Task Filters_are_read(string query, string expected)
    {
        using var response = await host.Client.GetAsync(new Uri("/v1/sample" + query, UriKind.Relative));
        Assert.Equal(expected, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetString());
    }

    [Theory]
    [InlineData("limit=0", "limit", "must be from 1 to 1000")]
    [InlineData("limit=1001", "limit", "must be from 1 to 1000")]
    [InlineData("limit=-1", "limit", "must be a whole number")]
    [InlineData("limit=%2B5", "limit", "must be a whole number")]
    [InlineData("limit=+5", "limit", "must be a whole number")]
    [InlineData("limit=5%20", "limit", "must be a whole number")]
    [InlineData("limit=0x5", "limit", "must be a whole number")]
    [InlineData("limit=05", "limit", "must be a whole number")]
    [InlineData("limit=5.0", "limit", "must be a whole number")]
    [InlineData("limit=1e2", "limit", "must be a whole number")]
    [InlineData("limit=1,000", "limit", "must be a whole number")]
    [InlineData("limit=%D9%A5", "limit", "must be a whole number")]
    [InlineData("limit=99999999999999999999", "limit", "must be a whole number")]
    [InlineData("limit=4294967297", "limit", "must be a whole number")]
    [InlineData("limit=", "limit", "must be a whole number")]
    [InlineData("limit", "limit", "must be a whole number")]
    [InlineData("limit=null", "limit", "must be a whole number")]
    [InlineData("cursor=9223372036854775808", "cursor", "must be a whole number")]
    [InlineData("cursor=-1", "cursor", "must be a whole number")]
    [InlineData("limit=5&limit=5", "limit", "given more than once")]
    [InlineData("limit=5&LIMIT=6", "LIMIT", "not a known query parameter")]
    [InlineData("limit=5&%6cimit=6", "limit", "given more than once")]
    [InlineData("Limit=5", "Limit", "not a known query parameter; those are experiment_id, output_name, state")]
    [InlineData("limt=5", "limt", "not a known query parameter")]
    [InlineData("experimentId=0198c0de-7a3b-7c4d-8e5f-0123456789ab", "experimentId", "not a known query parameter")]
    [InlineData("experiment_id%20=0198c0de-7a3b-7c4d-8e5f-0123456789ab", "experiment_id ", "not a known query parameter")]
    [InlineData("limit[]=5", "limit[]", "not a known query parameter")]
    [InlineData("limit[0]=5", "limit[0]", "not a known query parameter")]
    [InlineData("=5", "\"\"", "not a known query parameter")]
    [InlineData("%E2%82%AC=1", "€", "not a known query parameter")]
    [InlineData("experiment_id=", "experiment_id", "must be a UUID")]
    [InlineData("experiment_id=0198c0de7a3b7c4d8e5f0123456789ab", "experiment_id", "must be a UUID")]
    [InlineData("experiment_id=%7B0198c0de-7a3b-7c4d-8e5f-0123456789ab%7D", "experiment_id", "must be a UUID")]
    [InlineData("experiment_id=%200198c0de-7a3b-7c4d-8e5f-0123456789ab", "experiment_id", "must be a UUID")]
    [InlineData("state=In_Review", "state", "must be one of draft, in_review")]
    [InlineData("state=InReview", "state", "must be one of")]
    [InlineData("state=1", "state", "must be one of")]
    [InlineData("state=", "state", "must be one of")]
    [InlineData("state=draft,in_review", "state", "must be one of")]
    [InlineData("archived=True", "archived", "must be true or false")]
    [InlineData("archived=1", "archived", "must be true or false")]
    [InlineData("archived", "archived", "must be true or false")]
    [InlineData("created_after=2026-01-31T09:30:00+01:00", "created_after", "must be an RFC 3339 time")]
    [InlineData("created_after=2026-01-31T09:30:00", "created_after", "must be an RFC 3339 time")]
    [InlineData("created_after=yesterday", "created_after", "must be an RFC 3339 time")]
    [InlineData("output_name=a%00b", "output_name", "U+0000")]
    [InlineData("output_name=%ED%A0%80", "output_name", "not valid UTF-8")]
    [InlineData("output_name=%FF", "output_name", "not valid UTF-8")]
    [InlineData("output_name=%C0%80", "output_name", "not valid UTF-8")]
    [InlineData("output_name=%", "output_name", "percent sign")]
    [InlineData("output_name=%4", "output_name", "percent sign")]
    [InlineData("output_name=%zz", "output_name", "percent sign")]
    [InlineData("output_name=%u0041", "output_name", "percent sign")]
    [InlineData("%00=a", "query", "has a parameter whose name contains the character U+0000")]
    [InlineData("a%FF=a", "query", "has a parameter whose name is not valid UTF-8")]
    public async Task A_query_that_cannot_be_taken_at_its_word_is_refused(string query, string field, string reason)
    {
        var before = host.Journal.Count;
        var refusal = await GetAsync("/v1/sample?" + query).RefusalAsync(400, "invalid_request");
        Assert.Contains(reason, refusal.Reasons(field), StringComparison.Ordinal);
        Assert.Equal(before, host.Journal.Count);
    }

    [Theory]
    [InlineData("123")]
    [InlineData("0198c0de7a3b7c4d8e5f0123456789ab")]
    [InlineData("%7B0198c0de-7a3b-7c4d-8e5f-0123456789ab%7D")]
    [InlineData("(0198c0de-7a3b-7c4d-8e5f-0123456789ab)")]
    [InlineData("{0x0198c0de,0x7a3b,0x7c4d,{0x8e,0x5f,0x01,0x23,0x45,0x67,0x89,0xab}}")]
    [InlineData("%200198c0de-7a3b-7c4d-8e5f-0123456789ab")]
    [InlineData("0198c0de-7a3b-7c4d-8e5f-0123456789ab%0A")]
    [InlineData("0x98c0de-7a3b-7c4d-8e5f-0123456789ab")]
    [InlineData("0198c0de-7a3b-7c4d-8e5f-0123456789a%C3%A4")]
    [InlineData("0198c0de-7a3b-7c4d-8e5f-0123456789ab%2F")]
    [InlineData("null")]
    public async Task An_id_in_any_other_form_is_refused(string id)
    {
        var refusal = await GetAsync("/v1/sample/" + id).RefusalAsync(400, "invalid_request");
        Assert.StartsWith("must be a UUID of 36 characters", refusal.Reasons("id"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("%FF")]
    [InlineData("%ED%A0%80")]
    [InlineData("%C0%AF")]
    [InlineData("a%zz")]
    public async Task A_path_that_does_not_decode_is_refused(string id)
    {
        var refusal = await GetAsync("/v1/sample/" + id).RefusalAsync(400, "invalid_request");
        Assert.NotEmpty(refusal.Reasons("path"));
    }

    [Theory]
    [InlineData("0198c0de-7a3b-7c4d-8e5f-0123456789ab")]
    [InlineData("0198C0DE-7A3B-7C4D-8E5F-0123456789AB")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    public async Task An_id_of_36_characters_is_read_in_either_letter_case(string id)
    {
        using var response = await GetAsync("/v1/sample/" + id);
        Assert.Equal($"\"{id.ToLowerInvariant()}\"", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_parameter_that_an_action_needs_is_never_a_default()
    {
        var refusal = await GetAsync("/v1/sample/required").RefusalAsync(400, "invalid_request");
        Assert.Equal("is required", refusal.Reasons("id"));
    }

    [Theory]
    [InlineData("page_size=0", "page_size", "must be from 1 to 1000")]
    [InlineData("page_size=x", "page_size", "must be a whole number")]
    [InlineData("state=1", "state", "must be one of draft, in_review")]
    [InlineData("PageSize=1", "PageSize", "not a known query parameter; those are page_size, state")]
    [InlineData("query.state=draft", "query.state", "not a known query parameter")]
    public async Task Parameters_gathered_in_a_type_are_read_as_strictly(string query, string field, string reason)
    {
        var refusal = await GetAsync("/v1/sample/complex?" + query).RefusalAsync(400, "invalid_request");
        Assert.Contains(reason, refusal.Reasons(field), StringComparison.Ordinal);

        using var response = await GetAsync("/v1/sample/complex?page_size=7&state=in_review");
        Assert.Equal("""{"page_size":7,"state":"in_review"}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_action_without_parameters_takes_none()
    {
        var refusal = await GetAsync($"/v1/sample/{Id}?verbose=1&id={Id}").RefusalAsync(400, "invalid_request");
        Assert.Equal("is not a known query parameter; there are none here", refusal.Reasons("verbose"));
        Assert.Equal("is not a known query parameter; there are none here", refusal.Reasons("id"));
    }

    private Task<HttpResponseMessage> GetAsync(string target)
    {
        // Uri tidies what it is given; the server has to see it as it stands here.
        var options = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
        return host.Client.GetAsync(new Uri(host.Address.GetLeftPart(UriPartial.Authority) + target, options));
    }
}
