using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using RunEvaluations.Api.Tests.Imports;
using RunEvaluations.Api.Tests.TestBed;
using RunEvaluations.Application.Paging;

namespace RunEvaluations.Api.Tests.Isolation;

/// <summary>
/// One of each thing that an account can have, under the names that <see cref="Sample"/> uses. A new kind of thing is
/// a name here and what makes it.
/// </summary>
internal sealed partial record World(IReadOnlyDictionary<string, string> Ids)
{
    public Guid EvaluatorId => Guid.Parse(Ids["EVALUATOR"]);

    public static async Task<World> Of(ApiClient user)
    {
        var run = UniqueId.Next();
        var (experiment, label) = (UniqueId.Next(), await user.HasContinuousLabel());
        (await user.Post("/v1/runs", new { id = run, experiment_id = experiment, status = "completed" })).Is(HttpStatusCode.Created);
        var evaluator = (await user.Get($"/v1/evaluator/{await user.HasEvaluator(label)}")).Is(HttpStatusCode.OK);
        var evaluation = (await user.Records(run, label, 1)).Is(HttpStatusCode.Created);
        var key = (await user.Post("/v1/api-keys", new { name = "key", scopes = new[] { "admin" } })).Is(HttpStatusCode.Created);
        var import = (await user.Imports(Ndjson.Of(Ndjson.Line(run, label, 2), "{}"))).Is(HttpStatusCode.Created);
        return Named(
            run, experiment, label, evaluator.Id, evaluation.Id, key.Id, import.Id,
            evaluation["created_at"].GetString()!, evaluation.Headers["ETag"],
            (await user.Get($"/v1/evaluation-label/{label}"))["name"].GetString()!, evaluator["name"].GetString()!);
    }

    /// <summary>The same, of which all has been archived or retracted.</summary>
    public static async Task<World> FormerOf(ApiClient user)
    {
        var world = await Of(user);
        foreach (var path in (string[])["/v1/run/RUN/evaluation/EVALUATION", "/v1/evaluator/EVALUATOR", "/v1/evaluation-label/LABEL", "/v1/api-key/APIKEY"])
            (await user.Delete(world.Fill(path))).Is(HttpStatusCode.NoContent);
        return world;
    }

    public static World OfNobody() => Named(
        UniqueId.Next(), UniqueId.Next(), UniqueId.Next(), UniqueId.Next(), UniqueId.Next(), UniqueId.Next(), UniqueId.Next(),
        "1970-01-01T00:00:00Z", $"\"1-{$"{UniqueId.Next():N}"[16..]}\"", UniqueId.Next("label"), UniqueId.Next("evaluator"));

    public static IEnumerable<string> NamesIn(Sample sample) =>
        Name().Matches($"{sample.Path} {sample.Body} {sample.Header}").Select(m => m.Value).Distinct();

    public string Fill(string text) => Name().Replace(text, name => Ids[name.Value]);

    /// <summary>The names again in place of what they stand for.</summary>
    public string Unfill(string text) =>
        Ids.Aggregate(text, (unfilled, id) => unfilled.Replace(id.Value, $"({id.Key})", StringComparison.Ordinal));

    private static World Named(
        Guid run, Guid experiment, Guid label, Guid evaluator, Guid evaluation, Guid apiKey, Guid import, string time, string tag,
        string labelName, string evaluatorName) => new(new Dictionary<string, string>
        {
            ["RUN"] = $"{run}",
            ["EXPERIMENT"] = $"{experiment}",
            ["LABEL"] = $"{label}",
            ["EVALUATOR"] = $"{evaluator}",
            ["EVALUATION"] = $"{evaluation}",
            ["APIKEY"] = $"{apiKey}",
            ["IMPORT"] = $"{import}",
            ["LINECURSOR"] = Cursor.Of(1),
            ["CURSOR"] = Cursor.Of(evaluation),
            ["RUNCURSOR"] = Cursor.Of(DateTimeOffset.Parse(time, CultureInfo.InvariantCulture), run),
            ["VALUECURSOR"] = Cursor.Of(1.0, evaluation),
            ["TIME"] = time,
            ["ETAG"] = tag.Trim('"'),
            ["LABELNAME"] = labelName,
            ["EVALUATORNAME"] = evaluatorName,
        });

    [GeneratedRegex(@"\b[A-Z]{3,}\b")]
    private static partial Regex Name();
}
