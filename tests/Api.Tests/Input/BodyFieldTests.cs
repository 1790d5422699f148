namespace RunEvaluations.Api.Tests.Input;

public sealed class BodyFieldTests(SampleHost host) : IClassFixture<SampleHost>
{
    private const string Uuid = "0198c0de-7a3b-7c4d-8e5f-0123456789ab";

    /// <summary>Members added to an otherwise valid body, the field that is wrong, and what the reason says.</summary>
    public static TheoryData<string, string, string> WrongMembers => new()
    {
        { "'naem':'x'", "naem", "not a known member; those are name, value, note" },
        { "'Note':'x'", "Note", "not a known member" },
        { "'NAME':'x'", "NAME", "not a known member" },
        { "'':1", "\"\"", "not a known member" },
        { "'\\u006eote':5", "note", "must be a string, not a number" },
        { "'labelId':null", "labelId", "not a known member" },
        { "'$type':'x'", "$type", "not a known member" },
        { "'__proto__':{}", "__proto__", "not a known member" },
        { "'note':'a','note':'a'", "note", "more than once" },
        { "'note':'a','\\u006eote':'b'", "note", "more than once" },
        { "'note':null,'note':null", "note", "more than once" },
        { "'unknown':1,'unknown':2", "unknown", "more than once" },
        { "'metadata':{'a':{'b':1,'b':1}}", "metadata.a.b", "more than once" },
        { "'metadata':{'a':[0,{'b':1,'b':1}]}", "metadata.a[1].b", "more than once" },
        { "'part':{'key':'k','key':'k','weight':1}", "part.key", "more than once" },
        { "'note':5", "note", "must be a string, not a number" },
        { "'note':true", "note", "must be a string, not a boolean" },
        { "'note':{}", "note", "must be a string, not an object" },
        { "'note':['x']", "note", "must be a string, not an array" },
        { "'count':'5'", "count", "must be a whole number from -2147483648 to 2147483647, without fraction or exponent, not a string" },
        { "'count':5.0", "count", "must be a whole number" },
        { "'count':5e0", "count", "must be a whole number" },
        { "'count':0.5", "count", "must be a whole number" },
        { "'count':2147483648", "count", "must be a whole number" },
        { "'count':-2147483649", "count", "must be a whole number" },
        { "'count':true", "count", "not a boolean" },
        { "'total':9223372036854775808", "total", "must be a whole number" },
        { "'total':1e3", "total", "must be a whole number" },
        { "'total':'1'", "total", "not a string" },
        { "'archived':1", "archived", "must be true or false, not a number" },
        { "'archived':'true'", "archived", "must be true or false, not a string" },
        { "'label_id':'0198c0de7a3b7c4d8e5f0123456789ab'", "label_id", "must be a UUID of 36 characters, such as" },
        { "'label_id':'{0198c0de-7a3b-7c4d-8e5f-0123456789ab}'", "label_id", "must be a UUID" },
        { "'label_id':'(0198c0de-7a3b-7c4d-8e5f-0123456789ab)'", "label_id", "must be a UUID" },
        { "'label_id':'{0x0198c0de,0x7a3b,0x7c4d,{0x8e,0x5f,0x01,0x23,0x45,0x67,0x89,0xab}}'", "label_id", "must be a UUID" },
        { "'label_id':' 0198c0de-7a3b-7c4d-8e5f-0123456789ab'", "label_id", "must be a UUID" },
        { "'label_id':'0198c0de-7a3b-7c4d-8e5f-0123456789ab '", "label_id", "must be a UUID" },
        { "'label_id':'urn:uuid:0198c0de-7a3b-7c4d-8e5f-0123456789ab'", "label_id", "must be a UUID" },
        { "'label_id':'0x98c0de-7a3b-7c4d-8e5f-0123456789ab'", "label_id", "must be a UUID" },
        { "'label_id':'+198c0de-7a3b-7c4d-8e5f-0123456789ab'", "label_id", "must be a UUID" },
        { "'label_id':'0198c0de-7a3b-7c4d-8e5f-0123456789ag'", "label_id", "must be a UUID" },
        { "'label_id':''", "label_id", "must be a UUID" },
        { $"'label_id':'{Uuid}{new string('0', 1000)}'", "label_id", "must be a UUID" },
        { "'label_id':7", "label_id", "not a number" },
        { "'started_at':'2026-01-31'", "started_at", "must be an RFC 3339 time" },
        { "'started_at':'2026-01-31T10:00:00'", "started_at", "must be an RFC 3339 time" },
        { "'started_at':'2026-02-30T10:00:00Z'", "started_at", "must be an RFC 3339 time" },
        { "'started_at':1700000000", "started_at", "not a number" },
        { "'state':'Draft'", "state", "must be one of draft, in_review" },
        { "'state':'DRAFT'", "state", "must be one of draft, in_review" },
        { "'state':'inreview'", "state", "must be one of" },
        { "'state':'draft, in_review'", "state", "must be one of" },
        { "'state':' draft'", "state", "must be one of" },
        { "'state':'0'", "state", "must be one of" },
        { "'state':0", "state", "must be one of draft, in_review, not a number" },
        { "'state':''", "state", "must be one of" },
        { "'categories':'a'", "categories", "must be an array, not a string" },
        { "'categories':{'0':'a'}", "categories", "must be an array, not an object" },
        { "'categories':['a',2]", "categories[1]", "must be a string, not a number" },
        { "'categories':['a',null]", "categories[1]", "must be a string, not null" },
        { "'categories':[['a']]", "categories[0]", "must be a string, not an array" },
        { "'ranks':[1,2,'3']", "ranks[2]", "must be a whole number" },
        { "'ranks':[null]", "ranks[0]", "not null" },
        { "'evaluator_ids':['x']", "evaluator_ids[0]", "must be a UUID" },
        { "'weights':[]", "weights", "must be an object, not an array" },
        { "'weights':{'a':'1'}", "weights.a", "must be a number, not a string" },
        { "'part':'x'", "part", "must be an object, not a string" },
        { "'part':{'weight':1}", "part.key", "is required" },
        { "'part':{'key':'k'}", "part.weight", "is required" },
        { "'part':{'key':null,'weight':1}", "part.key", "must be a string, not null" },
        { "'part':{'key':'k','weight':1,'order':null}", "part.order", "not null" },
        { "'part':{'key':'k','weight':'1'}", "part.weight", "must be a number, not a string" },
        { "'part':{'key':'k','weight':1,'extra':[1,{'a':2}]}", "part.extra", "not a known member; those are key, weight, hint, order" },
        { "'parts':[{'key':'k','weight':1},{'key':'k'}]", "parts[1].weight", "is required" },
        { "'metadata':[]", "metadata", "must be an object, not an array" },
        { "'metadata':'{}'", "metadata", "must be an object, not a string" },
        { "'metadata':1", "metadata", "must be an object, not a number" },
        { "'metadata':{'a':[1,1e400]}", "metadata.a[1]", "must be a number that a double can hold" },
        { "'metadata':{'a':-1e999}", "metadata.a", "a double can hold" },
        { "'count':1e400", "count", "a double can hold" },
        { "'note':'a\\u0000b'", "note", "U+0000" },
        { "'note':'\\\\\\u0000'", "note", "U+0000" },
        { "'note':'\\ud800'", "note", "lone surrogate" },
        { "'note':'\\uD83D\\u0041'", "note", "lone surrogate" },
        { "'note':'\\uD83D\\n'", "note", "lone surrogate" },
        { "'note':'\\uD83D\\uD83D\\uDE00'", "note", "lone surrogate" },
        { "'note':'x\\uDE00'", "note", "lone surrogate" },
        { "'note':'\\uDE00\\uD83D'", "note", "lone surrogate" },
        { "'categories':['ok','\\ud800']", "categories[1]", "lone surrogate" },
        { "'metadata':{'a':{'b':['\\u0000']}}", "metadata.a.b[0]", "U+0000" },
        { "'metadata':{'a\\u0000':1}", "metadata", "has a member whose name contains the character U+0000" },
        { "'metadata':{'x':[{'\\ud800':1}]}", "metadata.x[0]", "has a member whose name contains a lone surrogate" },
        { "'a\\u0000':1", "body", "has a member whose name contains" },
        { "'\\udc00':1", "body", "has a member whose name contains" },
    };

    /// <summary>Whole bodies that are readable, the field that is wrong, and what the reason says.</summary>
    public static TheoryData<string, string, string> WrongBodies => new()
    {
        { "{'name':'n','comment':null}", "value", "is required" },
        { "{'value':null,'name':'n','comment':null}", "value", "must be a number, not null" },
        { "{'value':'1','name':'n','comment':null}", "value", "must be a number, not a string" },
        { "{'value':'NaN','name':'n','comment':null}", "value", "must be a number, not a string" },
        { "{'value':1e400,'name':'n','comment':null}", "value", "a double can hold" },
        { "{'value':-1e400,'name':'n','comment':null}", "value", "a double can hold" },
        { "{'value':1.8e308,'name':'n','comment':null}", "value", "a double can hold" },
        { "{'value':true,'name':'n','comment':null}", "value", "must be a number, not a boolean" },
        { "{'value':[1],'name':'n','comment':null}", "value", "must be a number, not an array" },
        { "{'value':1,'comment':null}", "name", "is required" },
        { "{'value':1,'name':null,'comment':null}", "name", "must be a string, not null" },
        { "{'value':1,'name':'n'}", "comment", "is required" },
        { "[]", "body", "must be an object, not an array" },
        { "null", "body", "must be an object, not null" },
        { "5", "body", "must be an object, not a number" },
        { "'text'", "body", "must be an object, not a string" },
        { " true ", "body", "must be an object, not a boolean" },
        { "'\\ud800'", "body", "lone surrogate" },
        { "1e400", "body", "a double can hold" },
    };

    [Theory]
    [MemberData(nameof(WrongMembers))]
    public Task A_member_that_does_not_fit_is_named_with_its_reason(string members, string field, string reason) =>
        RefusesAsync($"{{'name':'n','value':1,'comment':null,{members}}}", field, reason);

    [Theory]
    [MemberData(nameof(WrongBodies))]
    public Task A_body_that_does_not_fit_is_refused_with_its_reason(string body, string field, string reason) =>
        RefusesAsync(body, field, reason);

    [Fact]
    public async Task Everything_that_is_wrong_is_said_at_once()
    {
        var body = await PostAsync($"{{'note':1,'label_id':'x','part':{{'extra':1}},'ranks':[0,'1',2,'3'],'unknown':'{Uuid}'}}")
            .RefusalAsync(400, "invalid_request");

        string[] expected =
            ["note", "label_id", "part.extra", "part.key", "part.weight", "ranks[1]", "ranks[3]", "unknown", "name", "value", "comment"];
        Assert.Equal(expected, body.GetProperty("errors").EnumerateObject().Select(field => field.Name));
    }

    [Fact]
    public async Task Names_that_differ_in_case_are_told_apart()
    {
        var body = await PostAsync("{'Value':1,'name':'n','comment':null}").RefusalAsync(400, "invalid_request");

        Assert.StartsWith("is not a known member", body.Reasons("Value"), StringComparison.Ordinal);
        Assert.Equal("is required", body.Reasons("value"));
    }

    [Fact]
    public async Task A_flood_of_unknown_members_gets_a_short_answer()
    {
        var members = string.Join(",", Enumerable.Range(0, 5000).Select(i => $"'m{i}':{i}"));
        var body = await PostAsync($"{{{members}}}").RefusalAsync(400, "invalid_request");
        Assert.Equal(50, body.GetProperty("errors").EnumerateObject().Count());
    }

    [Fact]
    public async Task A_long_name_is_cut_between_characters_in_the_answer()
    {
        var name = new string('a', 63) + "😀" + new string('b', 1000);
        var body = await PostAsync($"{{'{name}':1}}").RefusalAsync(400, "invalid_request");
        Assert.Contains("not a known member", body.Reasons(new string('a', 63) + "…"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_as_the_body_names_its_items()
    {
        var body = await host.Client.PostAsync("/v1/sample/list", Refusals.Json("""[{"key":"k","weight":1},{"weight":"x"}]"""))
            .RefusalAsync(400, "invalid_request");

        Assert.Contains("must be a number", body.Reasons("[1].weight"), StringComparison.Ordinal);
        Assert.Contains("required", body.Reasons("[1].key"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_type_that_throws_while_it_is_made_is_a_400()
    {
        var body = await host.Client.PostAsync("/v1/sample/picky", Refusals.Json("""{"word":"no"}"""))
            .RefusalAsync(400, "invalid_body");
        Assert.DoesNotContain("inner words", body.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_of_the_path_the_query_and_the_body_are_told_together()
    {
        var sent = host.Client.PostAsync("/v1/sample/parts/123?dry_run=yes", Refusals.Json("""{"key":1,"weight":2}"""));
        var body = await sent.RefusalAsync(400, "invalid_request");

        Assert.Contains("UUID", body.Reasons("id"), StringComparison.Ordinal);
        Assert.Equal("must be true or false", body.Reasons("dry_run"));
        Assert.Contains("must be a string", body.Reasons("key"), StringComparison.Ordinal);
    }

    private async Task RefusesAsync(string body, string field, string reason)
    {
        var before = host.Journal.Count;
        var refusal = await PostAsync(body).RefusalAsync(400, "invalid_request");

        Assert.Contains(reason, refusal.Reasons(field), StringComparison.Ordinal);
        Assert.Contains(field, refusal.Error(), StringComparison.Ordinal);
        Assert.Single(refusal.GetProperty("errors").EnumerateObject());
        Assert.Equal(before, host.Journal.Count);
    }

    private Task<HttpResponseMessage> PostAsync(string body) =>
        host.Client.PostAsync("/v1/sample", Refusals.Json(body.Replace('\'', '"')));
}
