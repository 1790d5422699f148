using System.Text.Json.Nodes;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Idempotency;

/// <summary>
/// A good request for every POST that creates something, by its route; no two of one route are the same. One that is
/// missing here fails a test.
/// </summary>
internal static class CreatingPosts
{
    public static readonly IReadOnlyDictionary<string, Func<ApiClient, Task<(string Path, JsonObject Body)>>> All =
        new Dictionary<string, Func<ApiClient, Task<(string Path, JsonObject Body)>>>
        {
            ["v1/run/{id}/evaluations"] = async client =>
            {
                var (run, label) = (await client.HasRun(), await client.HasContinuousLabel());
                return (
                    $"/v1/run/{run}/evaluations",
                    new() { ["evaluation_label_id"] = label, ["value"] = 0.30000000000000004, ["comment"] = "é 🙂 <&>" });
            },
            ["v1/runs"] = client => Task.FromResult<(string, JsonObject)>(
                ("/v1/runs", new() { ["status"] = "running", ["metadata"] = new JsonObject { ["at"] = UniqueId.Next() } })),
            ["v1/evaluation-labels"] = client => Task.FromResult<(string, JsonObject)>(
                ("/v1/evaluation-labels", new() { ["name"] = UniqueId.Next("label"), ["value_type"] = "binary" })),
            ["v1/evaluators"] = async client => (
                "/v1/evaluators",
                new()
                {
                    ["name"] = UniqueId.Next("evaluator"),
                    ["kind"] = "code",
                    ["evaluation_label_ids"] = new JsonArray(await client.HasBinaryLabel()),
                }),
            ["v1/api-keys"] = client => Task.FromResult<(string, JsonObject)>(
                ("/v1/api-keys", new() { ["name"] = UniqueId.Next("key"), ["scopes"] = new JsonArray("admin") })),
        };

    /// <summary>The routes of POSTs that create nothing, and take no key.</summary>
    public static readonly IReadOnlySet<string> CreateNothing = new HashSet<string>();
}
