using System.Net;
using System.Text.Json;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Labels;

public sealed class LabelsTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    [Theory]
    [InlineData("""{"name":"A","value_type":"binary"}""")]
    [InlineData("""{"name":"A","description":"Is it?","value_type":"continuous","min_value":-1.5,"max_value":1e10}""")]
    [InlineData("""{"name":"A","value_type":"categorical","categories":["x"," x","X"]}""")]
    [InlineData("""{"name":"A","value_type":"ordinal","categories":["low","high"]}""")]
    public async Task A_label_comes_back_as_it_was_defined(string body)
    {
        var ada = service.User(user: "ada");
        var created = (await ada.Post("/v1/evaluation-labels", body)).Is(HttpStatusCode.Created);

        var read = (await ada.Get(created.Headers["Location"])).Is(HttpStatusCode.OK);

        Assert.Equal($"/v1/evaluation-label/{created.Id}", created.Headers["Location"]);
        Assert.Equal(created.Text, read.Text);
        Assert.Equal("ada", read["created_by"].GetString());
        Assert.Equal(JsonValueKind.Null, read["archived_at"].ValueKind);
        var given = JsonDocument.Parse(body).RootElement;
        foreach (var name in (string[])["name", "description", "value_type", "min_value", "max_value", "categories"])
        {
            if (given.TryGetProperty(name, out var sent))
                Assert.True(JsonElement.DeepEquals(sent, read[name]), name);
            else
                Assert.Equal(JsonValueKind.Null, read[name].ValueKind);
        }
    }

    [Theory]
    [InlineData("""{"value_type":"binary"}""", "name")]
    [InlineData("""{"name":"A"}""", "value_type")]
    [InlineData("""{"name":" \t","value_type":"binary"}""", "name")]
    [InlineData("""{"name":"A","value_type":"Binary"}""", "value_type")]
    [InlineData("""{"name":"A","value_type":"boolean"}""", "value_type")]
    [InlineData("""{"name":"A","value_type":"binary","min_value":0}""", "min_value")]
    [InlineData("""{"name":"A","value_type":"binary","categories":["no","yes"]}""", "categories")]
    [InlineData("""{"name":"A","value_type":"continuous","min_value":0}""", "max_value")]
    [InlineData("""{"name":"A","value_type":"continuous","min_value":1,"max_value":1}""", "min_value")]
    [InlineData("""{"name":"A","value_type":"continuous","min_value":0,"max_value":1e999}""", "max_value")]
    [InlineData("""{"name":"A","value_type":"continuous","min_value":0,"max_value":1,"categories":["a","b"]}""", "categories")]
    [InlineData("""{"name":"A","value_type":"categorical"}""", "categories")]
    [InlineData("""{"name":"A","value_type":"categorical","categories":["a"]}""", "categories")]
    [InlineData("""{"name":"A","value_type":"categorical","categories":["a","a"]}""", "categories")]
    [InlineData("""{"name":"A","value_type":"categorical","categories":["a"," "]}""", "categories")]
    [InlineData("""{"name":"A","value_type":"ordinal","categories":["a","b"],"max_value":1}""", "max_value")]
    [InlineData("""{"name":"A","value_type":"binary","archived_at":null}""", "archived_at")]
    public async Task A_label_that_makes_no_sense_is_400_and_names_the_field(string body, string field)
    {
        var ada = service.User();
        var answer = (await ada.Post("/v1/evaluation-labels", body)).Is(HttpStatusCode.BadRequest, "invalid_request");
        Assert.True(answer["errors"].TryGetProperty(field, out _), answer.Text);
        Assert.Empty((await ada.Get("/v1/evaluation-labels")).Items);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public async Task Categories_number_2_to_100(int count, bool allowed)
    {
        var body = new { name = "A", value_type = "categorical", categories = Enumerable.Range(0, count).Select(i => $"{i}") };
        (await service.User().Post("/v1/evaluation-labels", body)).Is(allowed ? HttpStatusCode.Created : HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(201, false)]
    public async Task A_name_has_at_most_200_characters(int length, bool allowed) =>
        (await service.User().Post("/v1/evaluation-labels", new { name = new string('n', length), value_type = "binary" }))
            .Is(allowed ? HttpStatusCode.Created : HttpStatusCode.BadRequest);

    [Fact]
    public async Task Names_are_unique_in_the_account_until_archived()
    {
        var (ada, eve) = (service.User(), service.User());
        var body = new { name = "Tone", value_type = "binary" };
        var first = (await ada.Post("/v1/evaluation-labels", body)).Is(HttpStatusCode.Created);

        (await ada.Post("/v1/evaluation-labels", body)).Is(HttpStatusCode.Conflict, "label_name_taken");
        (await eve.Post("/v1/evaluation-labels", body)).Is(HttpStatusCode.Created);
        (await ada.Delete($"/v1/evaluation-label/{first.Id}")).Is(HttpStatusCode.NoContent);
        (await ada.Post("/v1/evaluation-labels", body)).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Put_changes_name_and_description_and_nothing_else()
    {
        var ada = service.User(user: "ada");
        var label = await ada.HasContinuousLabel(0, 1);
        var path = $"/v1/evaluation-label/{label}";

        var updated = (await ada.Put(path, new { name = "New", description = "Now with one" })).Is(HttpStatusCode.OK);
        Assert.Equal("New", updated["name"].GetString());
        Assert.Equal("Now with one", updated["description"].GetString());
        Assert.Equal("ada", updated["updated_by"].GetString());
        Assert.Equal(1, updated["max_value"].GetDouble());

        Assert.Equal(JsonValueKind.Null, (await ada.Put(path, new { name = "New" })).Is(HttpStatusCode.OK)["description"].ValueKind);
        (await ada.Put(path, new { name = "New", max_value = 2 })).Is(HttpStatusCode.BadRequest, "invalid_request");
        (await ada.Put(path, new { description = "nameless" })).Is(HttpStatusCode.BadRequest, "invalid_request");
    }

    [Fact]
    public async Task A_label_cannot_take_the_name_of_another()
    {
        var ada = service.User();
        await ada.Post("/v1/evaluation-labels", new { name = "Taken", value_type = "binary" });
        (await ada.Put($"/v1/evaluation-label/{await ada.HasBinaryLabel()}", new { name = "Taken" }))
            .Is(HttpStatusCode.Conflict, "label_name_taken");
    }

    [Fact]
    public async Task An_archived_label_stays_readable_and_cannot_be_changed()
    {
        var ada = service.User();
        var (label, kept) = (await ada.HasBinaryLabel(), await ada.HasBinaryLabel());
        (await ada.Delete($"/v1/evaluation-label/{label}")).Is(HttpStatusCode.NoContent);
        var archived = (await ada.Get($"/v1/evaluation-label/{label}")).Is(HttpStatusCode.OK);

        Assert.Equal(JsonValueKind.String, archived["archived_at"].ValueKind);
        (await ada.Delete($"/v1/evaluation-label/{label}")).Is(HttpStatusCode.NoContent);
        (await ada.Put($"/v1/evaluation-label/{label}", new { name = "x" })).Is(HttpStatusCode.Conflict, "label_archived");
        Assert.Equal(archived.Text, (await ada.Get($"/v1/evaluation-label/{label}")).Text);
        Assert.Equal([kept], Ids(await ada.Get("/v1/evaluation-labels")));
        Assert.Equal([kept], Ids(await ada.Get("/v1/evaluation-labels?include_archived=false")));
        Assert.Equal([label, kept], Ids(await ada.Get("/v1/evaluation-labels?include_archived=true")));
        (await ada.Get("/v1/evaluation-labels?include_archived=maybe")).Is(HttpStatusCode.BadRequest, "invalid_request");
    }

    [Fact]
    public async Task Labels_are_listed_in_the_order_of_creation_page_by_page()
    {
        var ada = service.User();
        Guid[] labels = [await ada.HasBinaryLabel(), await ada.HasBinaryLabel(), await ada.HasBinaryLabel()];

        var first = await ada.Get("/v1/evaluation-labels?limit=2");
        var second = await ada.Get(first.Next!);

        Assert.Equal(labels, Ids(first).Concat(Ids(second)));
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task What_is_not_there_is_404()
    {
        var (ada, path) = (service.User(), $"/v1/evaluation-label/{UniqueId.Next()}");
        (await ada.Get(path)).Is(HttpStatusCode.NotFound, "label_not_found");
        (await ada.Put(path, new { name = "x" })).Is(HttpStatusCode.NotFound, "label_not_found");
        (await ada.Delete(path)).Is(HttpStatusCode.NotFound, "label_not_found");
    }

    [Fact]
    public async Task An_evaluator_defines_no_labels()
    {
        var ada = service.User();
        var label = await ada.HasBinaryLabel();
        var judge = service.Evaluator(ada.Account, await ada.HasEvaluator(label));

        (await judge.Post("/v1/evaluation-labels", new { name = "x", value_type = "binary" }))
            .Is(HttpStatusCode.Forbidden, "user_required");
        (await judge.Put($"/v1/evaluation-label/{label}", new { name = "x" })).Is(HttpStatusCode.Forbidden, "user_required");
        (await judge.Delete($"/v1/evaluation-label/{label}")).Is(HttpStatusCode.Forbidden, "user_required");
        (await judge.Get($"/v1/evaluation-label/{label}")).Is(HttpStatusCode.OK);
    }

    private static IEnumerable<Guid> Ids(Answer list) => list.Is(HttpStatusCode.OK).Items.Select(l => l.GetProperty("id").GetGuid());
}
