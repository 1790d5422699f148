using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Statistics;

/// <summary>What a test of figures needs to exist, and how it asks.</summary>
internal static class StatisticsStory
{
    private const string Search = "/v1/evaluations?selection=";

    /// <summary>The answer of <c>/v1/statistics</c>, <c>/v1/agreement</c> and so on.</summary>
    public static async Task<JsonElement> Asks(this ApiClient client, string question, object body) =>
        (await client.Post($"/v1/{question}", body)).Is(HttpStatusCode.OK).Json;

    /// <summary>The only distribution that there is.</summary>
    public static async Task<JsonElement> Describes(this ApiClient client, object body) =>
        Assert.Single((await client.Asks("statistics", body)).All("distributions"));

    /// <summary>The same as a table: what stands in each row by the name of its column; null where the cell is empty.</summary>
    public static async Task<IReadOnlyList<IReadOnlyDictionary<string, string?>>> AsksForTable(
        this ApiClient client, string question, object body)
    {
        var answer = await client.Send(HttpMethod.Post, $"/v1/{question}", body, ("Accept", "text/csv"));
        Assert.Equal("text/csv; charset=utf-8; header=present", answer.Is(HttpStatusCode.OK).Headers["Content-Type"]);
        return Csv.Read(answer.Text);
    }

    public static async Task<Guid> Rates(
        this ApiClient client, Guid run, Guid label, double value, string? output = null, string? field = null)
    {
        var body = new { evaluation_label_id = label, value, output_name = output, field_path = field };
        return (await client.Post($"/v1/run/{run}/evaluations", body)).Is(HttpStatusCode.Created).Id;
    }

    /// <summary>Rates each of some runs, null for those that are passed over.</summary>
    public static async Task RatesAll(this ApiClient client, Guid label, IReadOnlyList<Guid> runs, params double?[] values)
    {
        var items = runs.Zip(values).Where(one => one.Second is not null)
            .Select(one => new { run_id = one.First, evaluation_label_id = label, value = one.Second });
        (await client.Post("/v1/evaluations/batch", items)).Is(HttpStatusCode.OK);
    }

    public static async Task<Guid[]> HasRuns(this ApiClient client, int count, object? body = null)
    {
        var runs = new Guid[count];
        for (var i = 0; i < count; i++)
            runs[i] = await client.HasRun(body);
        return runs;
    }

    /// <summary>A run with this in its metadata.</summary>
    public static Task<Guid> HasRunWith(this ApiClient client, object metadata) =>
        client.HasRun(new { status = "completed", metadata });

    public static Task<Guid> HasCategoricalLabel(this ApiClient client, params string[] categories) =>
        client.HasLabel("categorical", ("categories", new JsonArray([.. categories.Select(c => JsonValue.Create(c))])));

    public static async Task<(ApiClient Client, Guid Label)> WithLabel(this ApiClient client, Func<ApiClient, Task<Guid>> make) =>
        (client, await make(client));

    public static Task<Answer> SearchesFor(this ApiClient client, object selection) =>
        client.Get(Search + Uri.EscapeDataString(selection as string ?? JsonSerializer.Serialize(selection)));

    /// <summary>What a link of a figure lists, page after page.</summary>
    public static async Task<IReadOnlyList<Guid>> Follows(this ApiClient client, string link)
    {
        Assert.StartsWith(Search, link, StringComparison.Ordinal);
        var found = new List<Guid>();
        for (var next = link; next is not null;)
        {
            var page = (await client.Get(next)).Is(HttpStatusCode.OK);
            found.AddRange(page.Items.Select(e => e.GetProperty("id").GetGuid()));
            next = page.Next;
        }

        Assert.Equal(found.Count, found.Distinct().Count());
        return found;
    }

    /// <summary>Moves evaluations to another time, past the service: nobody can wait for days.</summary>
    public static Task<int> RecordedAt(this ServiceFixture service, string time, params IEnumerable<Guid> evaluations) =>
        service.Query<int>($"""
            with moved as (
              update run_evaluations set created_at = '{time}' where id in ('{string.Join("','", evaluations)}') returning 1)
            select count(*)::int from moved
            """);

    /// <summary>A member at any depth, such as <c>labels.0.test.p_value</c>.</summary>
    public static JsonElement At(this JsonElement json, string path)
    {
        foreach (var step in path.Split('.'))
            json = int.TryParse(step, CultureInfo.InvariantCulture, out var index) ? json[index] : json.GetProperty(step);
        return json;
    }

    public static IReadOnlyList<JsonElement> All(this JsonElement json, string path) => [.. json.At(path).EnumerateArray()];

    public static double? Number(this JsonElement json, string path) =>
        json.At(path) is { ValueKind: not JsonValueKind.Null } number ? number.GetDouble() : null;

    public static long Count(this JsonElement json, string path) => json.At(path).GetInt64();

    public static string? Text(this JsonElement json, string path) => json.At(path).GetString();

    public static bool IsNull(this JsonElement json, string path) => json.At(path).ValueKind is JsonValueKind.Null;

    /// <summary>The value and the interval of a figure.</summary>
    public static void IsFigure(this JsonElement figure, double value, double low, double high, double tolerance = 1e-4)
    {
        Assert.Equal(value, figure.Number("value")!.Value, tolerance);
        Assert.Equal(low, figure.Number("low")!.Value, tolerance);
        Assert.Equal(high, figure.Number("high")!.Value, tolerance);
    }

    /// <summary>That it is 400, for this field.</summary>
    public static string Names(this Answer answer, string field)
    {
        var errors = answer.Is(HttpStatusCode.BadRequest, "invalid_request")["errors"];
        Assert.True(errors.TryGetProperty(field, out var reasons), answer.Text);
        return reasons[0].GetString()!;
    }
}
