using System.Net;
using System.Text.Json.Nodes;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Idempotency;

/// <summary>
/// A good request for every POST that creates something, by its route; no two of one route are the same. One that is
/// missing here fails a test.
/// </summary>
internal static class CreatingPosts
{
    public static readonly IReadOnlyDictionary<string, Func<ApiClient, Task<(string Path, JsonNode Body)>>> All =
        new Dictionary<string, Func<ApiClient, Task<(string Path, JsonNode Body)>>>
        {
            ["v1/run/{id}/evaluations"] = async client =>
            {
                var (run, label) = (await client.HasRun(), await client.HasContinuousLabel());
                return (
                    $"/v1/run/{run}/evaluations",
                    new JsonObject { ["evaluation_label_id"] = label, ["value"] = 0.30000000000000004, ["comment"] = "é 🙂 <&>" });
            },
            ["v1/run/{id}/evaluations/batch"] = async client =>
            {
                var (run, label) = (await client.HasRun(), await client.HasContinuousLabel());
                return (
                    $"/v1/run/{run}/evaluations/batch?all_or_none=false",
                    new JsonArray(
                        new JsonObject { ["evaluation_label_id"] = label, ["value"] = 0.30000000000000004 },
                        new JsonObject { ["evaluation_label_id"] = label, ["value"] = 1e300, ["comment"] = "é 🙂 <&>" },
                        new JsonObject { ["é 🙂 <&>"] = 1 }));
            },
            ["v1/evaluations/batch"] = async client =>
            {
                var (run, label) = (await client.HasRun(), await client.HasContinuousLabel());
                var item = new JsonObject { ["run_id"] = run, ["evaluation_label_id"] = label, ["value"] = 1 };
                return ("/v1/evaluations/batch", new JsonArray(item, item.DeepClone()));
            },
            ["v1/runs"] = client => Task.FromResult<(string, JsonNode)>(
                ("/v1/runs", new JsonObject { ["status"] = "running", ["metadata"] = new JsonObject { ["at"] = UniqueId.Next() } })),
            ["v1/evaluation-labels"] = client => Task.FromResult<(string, JsonNode)>(
                ("/v1/evaluation-labels", new JsonObject { ["name"] = UniqueId.Next("label"), ["value_type"] = "binary" })),
            ["v1/evaluators"] = async client => (
                "/v1/evaluators",
                new JsonObject
                {
                    ["name"] = UniqueId.Next("evaluator"),
                    ["kind"] = "code",
                    ["evaluation_label_ids"] = new JsonArray(await client.HasBinaryLabel()),
                }),
            ["v1/api-keys"] = client => Task.FromResult<(string, JsonNode)>(
                ("/v1/api-keys", new JsonObject { ["name"] = UniqueId.Next("key"), ["scopes"] = new JsonArray("admin") })),
        };

    /// <summary>The routes of those that create several things, and have no one place to name.</summary>
    public static readonly IReadOnlySet<string> OfSeveral =
        new HashSet<string> { "v1/run/{id}/evaluations/batch", "v1/evaluations/batch" };

    /// <summary>
    /// The routes of POSTs that take no key: an import has an id, with which it may be sent again, and questions only read.
    /// </summary>
    public static readonly IReadOnlySet<string> CreateNothing = new HashSet<string>
    {
        "v1/evaluations/import", "v1/statistics", "v1/agreement", "v1/calibration", "v1/comparison", "v1/coverage", "v1/gate",
    };

    public static HttpStatusCode StatusOf(string route) =>
        OfSeveral.Contains(route) ? HttpStatusCode.OK : HttpStatusCode.Created;
}
