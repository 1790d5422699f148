// The clients of bench/flooding: address, token of the quiet account, token of the flooding one, rounds. It starts itself
// once more as the flood (address, token, "flood", kind, run, label): what it measures must not wait for its own threads.
#:property PublishAot=false
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

const int Flooders = 64;
const int Rows = 5_000;
var length = TimeSpan.FromSeconds(5);
var pause = TimeSpan.FromMilliseconds(10);

if (args is [_, var token, "flood", var kind, var run, var label])
{
    using var client = Client(token);
    await Task.WhenAll(Enumerable.Range(0, Flooders).Select(_ => Flood(client, kind, run, label)));
    return;
}

using var quiet = Client(args[1]);
using var flooding = Client(args[2]);
var rounds = int.Parse(args[3], CultureInfo.InvariantCulture);
var (quietRun, quietLabel) = await Prepare(quiet, 10);
var (floodedRun, floodedLabel) = await Prepare(flooding, Rows);
var smallRun = await Made(flooding, "/v1/runs", """{"status":"completed"}""");
await Measure(TimeSpan.FromSeconds(3));

foreach (var flooded in new[] { "lists", "reads", "writes" })
{
    var results = new List<(double Quiet, double Flooded)>();
    for (var round = 1; round <= rounds; round++)
    {
        var before = await Measure(length);
        string[] under = [flooded, flooded == "lists" ? floodedRun : smallRun, floodedLabel];
        using var flood = Process.Start("nice", [Environment.ProcessPath!, args[0], args[2], "flood", .. under]);
        await Task.Delay(TimeSpan.FromSeconds(2));
        results.Add((before, await Measure(length)));
        flood.Kill(entireProcessTree: true);
        await flood.WaitForExitAsync();
        Print($"round {round}", results[^1..]);
    }

    Print("median", results);

    void Print(string what, IEnumerable<(double Quiet, double Flooded)> of) => Console.WriteLine(Text(
        $"{flooded}, {what}: p99 quiet {Median(of.Select(r => r.Quiet)):0.0} ms, flooded {Median(of.Select(r => r.Flooded)):0.0} ms, ratio {Median(of.Select(r => r.Flooded / r.Quiet)):0.00}"));
}

// One client that reads its run, reads a short list, records an evaluation and pauses: the 99th percentile in ms.
async Task<double> Measure(TimeSpan time)
{
    var (began, taken) = (Stopwatch.GetTimestamp(), new List<double>());
    for (var turn = 0; Stopwatch.GetElapsedTime(began) < time; turn++)
    {
        var start = Stopwatch.GetTimestamp();
        using var answer = (turn % 3) switch
        {
            0 => await quiet.GetAsync(new Uri($"/v1/run/{quietRun}", UriKind.Relative)),
            1 => await quiet.GetAsync(new Uri($"/v1/run/{quietRun}/evaluations?limit=5", UriKind.Relative)),
            _ => await quiet.PostAsync(
                new Uri($"/v1/run/{quietRun}/evaluations", UriKind.Relative),
                Json($$"""{"evaluation_label_id":"{{quietLabel}}","value":1}""")),
        };
        answer.EnsureSuccessStatusCode();
        taken.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        await Task.Delay(pause);
    }

    taken.Sort();
    return taken[(int)(taken.Count * 0.99)];
}

async Task Flood(HttpClient client, string kind, string run, string label)
{
    var evaluations = new Uri($"/v1/run/{run}/evaluations", UriKind.Relative);
    while (true)
    {
        using var answer = kind switch
        {
            "lists" => await client.GetAsync(evaluations, HttpCompletionOption.ResponseHeadersRead),
            "reads" => await client.GetAsync(new Uri($"/v1/run/{run}", UriKind.Relative)),
            _ => await client.PostAsync(evaluations, Json($$"""{"evaluation_label_id":"{{label}}","value":1}""")),
        };
        await answer.Content.CopyToAsync(Stream.Null);
    }
}

async Task<(string Run, string Label)> Prepare(HttpClient client, int evaluations)
{
    var run = await Made(client, "/v1/runs", """{"status":"completed"}""");
    var label = await Made(client, "/v1/evaluation-labels", """{"name":"Correct","value_type":"binary"}""");
    var body = $$"""{"evaluation_label_id":"{{label}}","value":1,"comment":"{{new string('x', 200)}}"}""";
    await Parallel.ForEachAsync(
        Enumerable.Range(0, evaluations),
        new ParallelOptions { MaxDegreeOfParallelism = 4 },
        async (_, _) => await Made(client, $"/v1/run/{run}/evaluations", body));
    return (run, label);
}

async Task<string> Made(HttpClient client, string path, string body)
{
    using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), Json(body));
    answer.EnsureSuccessStatusCode();
    using var made = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
    return made.RootElement.GetProperty("id").GetString()!;
}

HttpClient Client(string token) => new()
{
    BaseAddress = new Uri(args[0]),
    DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
};

static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);

static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
