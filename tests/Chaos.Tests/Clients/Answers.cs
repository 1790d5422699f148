using System.Collections.Concurrent;

namespace RunEvaluations.Chaos.Tests.Clients;

/// <summary>Counts the answers, and keeps those that no fault explains.</summary>
internal sealed class Answers
{
    /// <summary>Refusals of correct requests: too late, too early, or the database is in trouble.</summary>
    private static readonly (int, string?)[] Expected =
    [
        (404, "evaluation_retracted"), (409, "request_in_progress"), (412, "version_is_stale"),
        (429, "too_many_requests"), (503, "unavailable"),
    ];

    private readonly ConcurrentDictionary<string, int> counts = [];
    private readonly ConcurrentQueue<string> unexpected = [];
    private readonly Lock sync = new();

    public IReadOnlyDictionary<string, int> Counts => counts;

    public IReadOnlyCollection<string> Unexpected => unexpected;

    /// <summary>How long the slowest answer took.</summary>
    public TimeSpan Longest { get; private set; }

    /// <summary>Which one it was.</summary>
    public string Slowest { get; private set; } = "";

    /// <summary>What is being done to the services, to be told with an answer that is not expected.</summary>
    public string During { get; set; } = "";

    public void Add(HttpMethod method, string path, Reply reply, TimeSpan taken)
    {
        Count($"{reply.Status}{(reply.Code is { } code ? $" {code}" : "")}{(reply.Replayed ? " replayed" : "")}");
        if (reply.Status >= 300 && !Expected.Contains((reply.Status, reply.Code)))
            unexpected.Enqueue($"{During}: {method} {path}: {reply.Status} {reply.Text}");
        lock (sync)
        {
            if (taken > Longest)
                (Longest, Slowest) = (taken, $"{method} {reply.Status}, {During}");
        }
    }

    public void AddSilence(string reason) => Count($"no answer: {reason}");

    private void Count(string what) => counts.AddOrUpdate(what, 1, (_, count) => count + 1);
}
