using System.Text.RegularExpressions;
using RunEvaluations.Api.Tests.Imports;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Isolation;

/// <summary>
/// A caller with a world of its own who knows another's names for things, each beside a name that nobody has. What is
/// asked with the one is asked with the other just before, so that both find the caller's account in the same state.
/// </summary>
internal sealed partial class Asking(ApiClient caller, World own, IReadOnlyList<(World Anothers, World Nobodys)> strange)
{
    private static readonly (string, string) SameTrace =
        ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

    /// <summary>
    /// Asks with names of another's, and in every way to mix them with one's own: a sentence for each answer that is
    /// told from that to nobody's.
    /// </summary>
    public async Task<IReadOnlyList<string>> Differences(Endpoint endpoint, Sample sample, bool mixed)
    {
        List<string> found = [];
        var names = World.NamesIn(sample).ToList();
        foreach (var (anothers, nobodys) in strange)
            foreach (var foreign in mixed ? Subsets(names) : [names.ToHashSet()])
            {
                var toNobodys = await Ask(endpoint, sample, Mixed(nobodys, foreign));
                var toAnothers = await Ask(endpoint, sample, Mixed(anothers, foreign));
                var (expected, actual) = (Comparable(toNobodys), Comparable(toAnothers));
                if (expected != actual)
                    found.Add($"{endpoint.Method} {sample} with another's {string.Join(", ", foreign)}:\n{actual}\ninstead of\n{expected}");
            }

        return found;
    }

    public Task<Answer> AskOwn(Endpoint endpoint, Sample sample) => Ask(endpoint, sample, own);

    private Task<Answer> Ask(Endpoint endpoint, Sample sample, World world)
    {
        (string, string)[] headers = sample.Header is { } header
            ? [SameTrace, (header.Split(": ")[0], world.Fill(header.Split(": ")[1]))]
            : [SameTrace];
        var body = sample.Body is { } text ? world.Fill(text) : null;
        return caller.Send(
            new HttpMethod(endpoint.Method), world.Fill(sample.Path), sample.IsNdjson ? Ndjson.Of(body!) : body, headers);
    }

    private World Mixed(World strangers, IReadOnlySet<string> foreign) =>
        new(own.Ids.ToDictionary(id => id.Key, id => foreign.Contains(id.Key) ? strangers.Ids[id.Key] : id.Value));

    /// <summary>
    /// A refusal to the byte but for the name that was asked with. What was written has a time and an id of its own, and
    /// with them a cursor, a version and a length.
    /// </summary>
    private string Comparable(Answer answer)
    {
        var headers = answer.Headers
            .Where(h => h.Key is not "Date" && (answer.Status >= 400 || h.Key is not ("Content-Length" or "Location" or "ETag")))
            .Select(h => $"{h.Key}: {h.Value}").Order(StringComparer.Ordinal);
        var all = strange.SelectMany(s => new[] { s.Anothers, s.Nobodys }).Aggregate(
            $"{answer.Status}\n{string.Join('\n', headers)}\n\n{answer.Text}", (text, world) => world.Unfill(text));
        return answer.Status >= 400 ? all : Written().Replace(all, "(written)");
    }

    /// <summary>All but the empty one.</summary>
    private static IEnumerable<IReadOnlySet<string>> Subsets(IReadOnlyList<string> names) =>
        from bits in Enumerable.Range(1, (1 << names.Count) - 1)
        select names.Where((_, at) => (bits >> at & 1) == 1).ToHashSet();

    [GeneratedRegex("""[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9]{4}-[0-9]{2}-[0-9]{2}T([0-9:.]|%3A)+Z|rek_[A-Za-z0-9_.-]+|(?<=after=)[A-Za-z0-9_-]+|(?<=")[0-9]+-[0-9a-f]{16}(?=\\?")""")]
    private static partial Regex Written();
}
