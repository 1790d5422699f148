using System.Net;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Evaluations;

/// <summary>Entity tags and conditions, as RFC 9110 has them (sections 8.8.3, 13.1.1 and 13.1.2).</summary>
public sealed class ConcurrentEditTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    [Fact]
    public async Task Every_version_has_a_tag_of_its_own_wherever_it_is_read()
    {
        var ada = service.User();
        var created = await ada.HasEvaluation(value: 10);
        var other = await ada.HasEvaluation(value: 10);
        var changed = await ada.Put(Story.PathOf(created), new { value = 20 });
        var back = await ada.Put(Story.PathOf(created), new { value = 10 });

        var tags = new[] { created, other, changed, back }.Select(a => a.Headers["ETag"]).ToList();
        Assert.All(tags, tag => Assert.Matches("^\"[1-9][0-9]*-[0-9a-f]{16}\"$", tag));
        Assert.Equal(4, tags.Distinct().Count());
        Assert.Equal(tags[3], (await ada.Get(Story.PathOf(created))).Headers["ETag"]);
        Assert.Equal(tags[3], (await ada.Head(Story.PathOf(created))).Headers["ETag"]);
        var then = Uri.EscapeDataString(changed["updated_at"].GetString()!);
        Assert.Equal(tags[2], (await ada.Get($"{Story.PathOf(created)}?as_of={then}")).Headers["ETag"]);
    }

    [Theory]
    [InlineData("{0}", true)]
    [InlineData("*", true)]
    [InlineData("\"1-0000000000000000\", {0}", true)]
    [InlineData("{0},\"x\"", true)]
    [InlineData(", {0} ,", true)]
    [InlineData("W/{0}", false)]
    [InlineData("\"1-0000000000000000\"", false)]
    [InlineData("W/{0}, \"x\"", false)]
    [InlineData("\"\"", false)]
    public async Task A_change_is_made_for_the_versions_that_it_names(string ifMatch, bool matches)
    {
        var ada = service.User();
        var before = await ada.HasEvaluation(value: 10);
        var current = before.Headers["ETag"];
        var header = ("If-Match", ifMatch.Replace("{0}", current, StringComparison.Ordinal));

        foreach (var (method, body) in new (HttpMethod, object?)[]
            { (HttpMethod.Put, new { value = 20 }), (HttpMethod.Delete, null) })
        {
            if (matches && method == HttpMethod.Delete)
                continue;
            var answer = await ada.Send(method, Story.PathOf(before), body, header);
            if (matches)
            {
                answer.Is(HttpStatusCode.OK);
                Assert.NotEqual(current, answer.Headers["ETag"]);
                continue;
            }

            answer.Is(HttpStatusCode.PreconditionFailed, "version_is_stale");
            Assert.Equal((current, current), (answer.Headers["ETag"], answer["etag"].GetString()));
            Assert.Equal(before.Text, (await ada.Get(Story.PathOf(before))).Text);
        }
    }

    [Fact]
    public async Task A_retraction_is_made_for_the_version_that_it_names()
    {
        var ada = service.User();
        var first = await ada.HasEvaluation(value: 10);
        var second = await ada.Put(Story.PathOf(first), new { value = 20 });

        (await ada.Send(HttpMethod.Delete, Story.PathOf(first), null, ("If-Match", first.Headers["ETag"])))
            .Is(HttpStatusCode.PreconditionFailed, "version_is_stale");
        (await ada.Send(HttpMethod.Delete, Story.PathOf(first), null, ("If-Match", second.Headers["ETag"])))
            .Is(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData("1-0000000000000000")]
    [InlineData("\"open")]
    [InlineData("*, \"x\"")]
    [InlineData("\"a\" \"b\"")]
    [InlineData("")]
    [InlineData(",")]
    public async Task A_malformed_condition_is_refused_and_not_taken_for_none(string condition)
    {
        var ada = service.User();
        var before = await ada.HasEvaluation(value: 10);

        foreach (var (method, header, body) in new (HttpMethod, string, object?)[]
        {
            (HttpMethod.Put, "If-Match", new { value = 20 }), (HttpMethod.Delete, "If-Match", null),
            (HttpMethod.Get, "If-None-Match", null),
        })
        {
            var answer = await ada.Send(method, Story.PathOf(before), body, (header, condition));
            answer.Is(HttpStatusCode.BadRequest, "invalid_request");
            Assert.True(answer["errors"].TryGetProperty(header, out _), answer.Text);
        }

        Assert.Equal(before.Text, (await ada.Get(Story.PathOf(before))).Text);
    }

    [Theory]
    [InlineData("{0}", true)]
    [InlineData("W/{0}", true)]
    [InlineData("*", true)]
    [InlineData("\"x\", W/{0}", true)]
    [InlineData("\"x\"", false)]
    public async Task A_version_that_the_caller_has_is_not_sent_again(string ifNoneMatch, bool matches)
    {
        var ada = service.User();
        var evaluation = await ada.HasEvaluation(value: 10);
        var header = ("If-None-Match", ifNoneMatch.Replace("{0}", evaluation.Headers["ETag"], StringComparison.Ordinal));

        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
        {
            var answer = await ada.Send(method, Story.PathOf(evaluation), null, header);

            answer.Is(matches ? HttpStatusCode.NotModified : HttpStatusCode.OK);
            Assert.Equal(evaluation.Headers["ETag"], answer.Headers["ETag"]);
            Assert.Equal(matches || method == HttpMethod.Head ? "" : evaluation.Text, answer.Text);
        }

        await ada.Put(Story.PathOf(evaluation), new { value = 20 });
        if (ifNoneMatch != "*")
            (await ada.Send(HttpMethod.Get, Story.PathOf(evaluation), null, header)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_would_be_refused_anyway_is_refused_for_that()
    {
        var ada = service.User();
        var evaluation = await ada.HasEvaluation(value: 10);
        var stale = ("If-Match", "\"1-0000000000000000\"");

        (await ada.Send(HttpMethod.Put, $"/v1/run/{UniqueId.Next()}/evaluation/{evaluation.Id}", new { value = 1 }, stale))
            .Is(HttpStatusCode.NotFound, "evaluation_not_found");
        (await ada.Send(HttpMethod.Put, Story.PathOf(evaluation), new { value = 1, other = 2 }, stale))
            .Is(HttpStatusCode.BadRequest, "invalid_request");
        (await ada.Send(HttpMethod.Put, Story.PathOf(evaluation), new { value = 1000 }, stale))
            .Is(HttpStatusCode.PreconditionFailed, "version_is_stale");
    }

    [Fact]
    public async Task The_settings_can_make_the_condition_compulsory()
    {
        await using var strict = service.Build(service.Connections, "--Concurrency:RequireIfMatch=true");
        await strict.StartAsync();
        var account = UniqueId.Next("account");
        var ada = new ApiClient(new Uri(strict.Urls.Single()), service.Token(account, "ada"), account);
        var before = await ada.HasEvaluation(value: 10);

        (await ada.Put(Story.PathOf(before), new { value = 20 }))
            .Is(HttpStatusCode.PreconditionRequired, "if_match_required");
        (await ada.Delete(Story.PathOf(before))).Is(HttpStatusCode.PreconditionRequired, "if_match_required");
        Assert.Equal(before.Text, (await ada.Get(Story.PathOf(before))).Text);
        (await ada.Send(HttpMethod.Put, Story.PathOf(before), new { value = 20 }, ("If-Match", "*")))
            .Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Sixteen_clients_that_read_add_one_and_write_lose_nothing()
    {
        const int Clients = 16;
        const int Writes = 400;
        var ada = service.User();
        var (run, label) = (await ada.HasRun(), await ada.HasContinuousLabel(0, 1_000_000));
        var path = Story.PathOf(await ada.Records(run, label, 0));
        var (left, accepted, stale) = (Writes, 0, 0);

        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                var read = (await ada.Get(path)).Is(HttpStatusCode.OK);
                var written = await ada.Send(
                    HttpMethod.Put, path, new { value = read["value"].GetDouble() + 1 }, ("If-Match", read.Headers["ETag"]));
                if (written.Status == 200)
                    Interlocked.Increment(ref accepted);
                else
                    Interlocked.Increment(ref stale);
                Assert.True(written.Status is 200 or 412, written.Text);
            }
        }));

        Assert.Equal(Writes, accepted + stale);
        Assert.True(stale > 0, "Nothing was ever concurrent.");
        Assert.Equal(accepted, (await ada.Get(path))["value"].GetDouble());
        Assert.Equal(
            Enumerable.Range(0, accepted + 1),
            (await ada.Get($"{path}/history")).Items.Select(e => (int)e.GetProperty("value").GetDouble()));
    }
}
