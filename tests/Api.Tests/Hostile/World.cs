using System.Text.RegularExpressions;
using RunEvaluations.Api.Tests.Imports;
using RunEvaluations.Api.Tests.TestBed;
using RunEvaluations.Application.Paging;

namespace RunEvaluations.Api.Tests.Hostile;

/// <summary>
/// What the placeholders of an attack stand for: <c>$run</c>, <c>$label</c> (binary), <c>$scale</c> (continuous),
/// <c>$rank</c> (three ordered categories), <c>$evaluator</c> and <c>$evaluation</c> (of version
/// <c>$tag</c>) exist in the account of
/// <c>$token</c>; <c>$foreign…</c> belong to another account; <c>$length</c> is the length of the body.
/// </summary>
internal sealed partial class World(IReadOnlyDictionary<string, string> names)
{
    public string this[string name] => names[name];

    public static async Task<World> Create(ServiceFixture service)
    {
        var (ada, eve) = (service.User(), service.User());
        var (label, scale) = (await ada.HasBinaryLabel(), await ada.HasContinuousLabel(-1, 1));
        var (run, evaluator) = (await ada.HasRun(), await ada.HasEvaluator(label, scale));
        var evaluation = await ada.Records(run, label, 1);
        await ada.Records(run, label, 0);
        await ada.HasRun();
        var foreign = await eve.HasEvaluation();
        await eve.HasRun();

        return new World(new Dictionary<string, string>
        {
            ["host"] = service.Address.Authority,
            ["account"] = ada.Account,
            ["token"] = service.Token(ada.Account, "ada"),
            ["evaluator_token"] = service.Token(ada.Account, null, evaluator),
            ["run"] = $"{run}",
            ["label"] = $"{label}",
            ["scale"] = $"{scale}",
            ["rank"] = $"{await ada.HasOrdinalLabel("low", "middle", "high")}",
            ["evaluator"] = $"{evaluator}",
            ["evaluation"] = $"{evaluation.Id}",
            ["tag"] = evaluation.Headers["ETag"].Trim('"'),
            ["key"] = $"{await KeyOf(ada)}",
            ["foreign_account"] = eve.Account,
            ["foreign_key"] = $"{await KeyOf(eve)}",
            ["foreign_run"] = foreign["run_id"].GetString()!,
            ["foreign_label"] = foreign["evaluation_label_id"].GetString()!,
            ["foreign_evaluation"] = $"{foreign.Id}",
            ["foreign_import"] = $"{await ImportOf(eve, foreign["run_id"].GetGuid(), foreign["evaluation_label_id"].GetGuid())}",
            ["cursor_of_labels"] = await CursorOf(ada, "/v1/evaluation-labels"),
            ["cursor_of_evaluations"] = await CursorOf(ada, $"/v1/run/{run}/evaluations"),
            ["cursor_of_refusals"] = Cursor.Of(100),
            ["import"] = $"{await ImportOf(ada, run, label)}",
            ["cursor_of_runs"] = await CursorOf(ada, "/v1/runs"),
            ["foreign_cursor_of_runs"] = await CursorOf(eve, "/v1/runs"),
        });
    }

    /// <summary>The bytes to send.</summary>
    public byte[] Spell(Attack attack, Forgery forgery)
    {
        var token = attack.Token?.Invoke(forgery) ?? names["token"];
        var body = Fill(attack.Body, token, 0);
        return Wire.Bytes(Fill(attack.Head, token, body.Length) + body);
    }

    public string Fill(string text, string token, int length) =>
        Placeholder().Replace(text, match => match.Groups[1].Value switch
        {
            "length" => $"{length}",
            "token" => token,
            var name => names.GetValueOrDefault(name, match.Value),
        });

    private static async Task<Guid> KeyOf(ApiClient client) =>
        (await client.Post("/v1/api-keys", new { name = "key", scopes = new[] { "admin" } })).Id;

    private static async Task<Guid> ImportOf(ApiClient client, Guid run, Guid label) =>
        (await client.Imports(Ndjson.Of(Ndjson.Line(run, label, 1)))).Id;

    private static async Task<string> CursorOf(ApiClient client, string list)
    {
        var page = await client.Get(list + "?limit=1");
        return page.Next!.Split("after=")[1].Split('&')[0];
    }

    [GeneratedRegex(@"\$([a-z_]+)")]
    private static partial Regex Placeholder();
}
