using System.Text.Json;
using RunEvaluations.Chaos.Tests.Asked;
using RunEvaluations.Chaos.Tests.Clients;

namespace RunEvaluations.Chaos.Tests.Audit;

/// <summary>Whether the API shows what is stored: the lists of all runs, and all longer histories.</summary>
internal sealed class ShownAudit(Line line, CancellationToken end)
{
    private const int AtOnce = 8;

    public async Task<IReadOnlyList<Finding>> Audit(Stored stored)
    {
        var findings = new List<Finding>();
        void Compare(Deed deed, Guid id, IEnumerable<object> shown, IEnumerable<object> kept)
        {
            if (shown.SequenceEqual(kept))
                return;
            lock (findings)
                findings.Add(new Finding(Offence.Wrong, deed, $"The API shows something else than is stored of {id}"));
        }

        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = end };
        var evaluations = stored.Evaluations.Where(e => !e.Retracted).OrderBy(e => e.Id).ToLookup(e => e.RunId);
        await Parallel.ForEachAsync(stored.Runs, options, async (run, _) =>
        {
            var kept = evaluations[run.Id].Select(e => (object)(e.Id, e.Value, e.Comment));
            Compare(Deed.Create, run.Id, await List(run.Id), kept);
        });

        var entries = stored.Entries.OrderBy(e => e.Version).ToLookup(e => e.EvaluationId);
        await Parallel.ForEachAsync(stored.Evaluations.Where(e => e.Version > 1), options, async (evaluation, _) =>
            Compare(Deed.Change, evaluation.Id, await History(evaluation), entries[evaluation.Id]));
        return findings;
    }

    private async Task<IEnumerable<object>> List(Guid run)
    {
        var reply = await line.Settle(HttpMethod.Get, $"/v1/run/{run}/evaluations", end: end);
        return reply.Json.EnumerateArray()
            .Select(e => (object)(e.GetProperty("id").GetGuid(), Value(e), e.GetProperty("comment").GetString()))
            .ToList();
    }

    private async Task<IEnumerable<object>> History(StoredEvaluation evaluation)
    {
        var path = $"/v1/run/{evaluation.RunId}/evaluation/{evaluation.Id}/history";
        var reply = await line.Settle(HttpMethod.Get, path, end: end);
        return reply.Json.EnumerateArray().Skip(1)
            .Select(e => new StoredEntry(
                evaluation.Id, e.GetProperty("version").GetInt32(), e.GetProperty("action").GetString()!, Value(e),
                e.GetProperty("reason").GetString()))
            .ToList();
    }

    private static double Value(JsonElement shown) => shown.GetProperty("value").GetDouble();
}
