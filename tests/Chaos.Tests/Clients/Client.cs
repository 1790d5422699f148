using RunEvaluations.Api.Tests.TestBed;
using RunEvaluations.Chaos.Tests.Asked;

namespace RunEvaluations.Chaos.Tests.Clients;

/// <summary>Writes one thing after the other, and goes on with each until it knows what became of it.</summary>
internal sealed class Client(Line line, Memory memory, Guid label, Random random)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <param name="stop">No more new writes.</param>
    /// <param name="end">Nothing more at all; what is not settled by then stays so.</param>
    public async Task Write(CancellationToken stop, CancellationToken end)
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                await (random.Next(100) switch
                {
                    < 45 => Create(line, twice: random.Next(10) == 0, end),
                    < 50 => CreateAtOnce(end),
                    < 80 => Change(end),
                    < 88 => Retract(end),
                    _ => Register(end),
                });
                await Task.Delay(Pause, end);
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    public async Task Register(CancellationToken end)
    {
        var run = UniqueId.Next();
        var operation = memory.Note(new Operation(run, Deed.Register) { RunId = run });
        var body = new { status = "completed", metadata = new { operation = operation.Mark } };
        var reply = await line.Settle(HttpMethod.Put, $"/v1/run/{run}", body, end: end);
        if (reply.Status is not (200 or 201))
            return;
        operation.Acknowledge(new Receipt(run, 1, 0));
        memory.Know(run);
    }

    private Task Create(Line through, bool twice, CancellationToken end) => Create(New(), through, twice, end);

    /// <summary>With the same key at the same time.</summary>
    private Task CreateAtOnce(CancellationToken end)
    {
        var operation = New();
        return Task.WhenAll(
            Create(operation, line, twice: false, end), Create(operation, line.Turned, twice: false, end));
    }

    private Operation New() => memory.Note(new Operation(UniqueId.Next(), Deed.Create)
    {
        RunId = memory.AnyRun(random),
        LabelId = label,
        Value = random.Next(1000),
    });

    /// <param name="operation">What is asked for; its id is the key.</param>
    /// <param name="through">Whom to ask.</param>
    /// <param name="twice">Asks again when it has been done.</param>
    /// <param name="end">When to give up.</param>
    private async Task Create(Operation operation, Line through, bool twice, CancellationToken end)
    {
        var body = new { evaluation_label_id = operation.LabelId, value = operation.Value, comment = operation.Mark };
        for (var times = twice ? 2 : 1; times > 0; times--)
        {
            var path = $"/v1/run/{operation.RunId}/evaluations";
            var reply = await through.Settle(HttpMethod.Post, path, body, ("Idempotency-Key", operation.Mark), end);
            if (reply.Status != 201)
                return;
            operation.Acknowledge(reply.Receipt);
            memory.Know(operation.RunId, reply.Receipt.EvaluationId);
        }
    }

    private async Task Change(CancellationToken end)
    {
        if (await See(Deed.Change, end) is not var (operation, path, tag))
            return;
        var body = new { value = operation.Value, reason = operation.Mark };
        var reply = await line.Settle(HttpMethod.Put, path, body, ("If-Match", tag), end);
        if (reply.Status == 200)
            operation.Acknowledge(reply.Receipt);
        else
            await LookUp(operation, path, end);
    }

    private async Task Retract(CancellationToken end)
    {
        if (await See(Deed.Retract, end) is not var (operation, path, tag))
            return;
        var reply = await line.Settle(
            HttpMethod.Delete, $"{path}?reason={operation.Mark}", null, ("If-Match", tag), end);
        memory.Forget(operation.EvaluationId);
        if (reply.Status == 204)
            operation.Acknowledge(new Receipt(operation.EvaluationId, operation.Seen + 1, operation.Value));
        else
            await LookUp(operation, path, end);
    }

    /// <summary>Reads an evaluation, and notes what is to be done to the version that was read.</summary>
    private async Task<(Operation Operation, string Path, string Tag)?> See(Deed deed, CancellationToken end)
    {
        var (run, evaluation) = memory.AnyEvaluation(random);
        if (evaluation == default)
            return null;
        var path = $"/v1/run/{run}/evaluation/{evaluation}";
        var seen = await line.Settle(HttpMethod.Get, path, end: end);
        if (seen.Status != 200)
            return null;
        var operation = new Operation(UniqueId.Next(), deed)
        {
            RunId = run,
            EvaluationId = evaluation,
            Seen = seen.Version,
            Value = deed == Deed.Change ? random.Next(1000) : seen.Value,
        };
        return (memory.Note(operation), path, seen.Tag!);
    }

    /// <summary>
    /// The version is no longer the one that was seen, so that nothing more can come of the request, however late it
    /// arrives. Whether it was this very request that changed it stands in the history.
    /// </summary>
    private async Task LookUp(Operation operation, string path, CancellationToken end)
    {
        var history = await line.Settle(HttpMethod.Get, $"{path}/history", end: end);
        if (history.Status != 200)
            return;
        foreach (var entry in history.Json.EnumerateArray())
        {
            if (!entry.TryGetProperty("reason", out var reason) || reason.GetString() != operation.Mark)
                continue;
            var (version, value) = (entry.GetProperty("version").GetInt32(), entry.GetProperty("value").GetDouble());
            operation.Acknowledge(new Receipt(operation.EvaluationId, version, value));
            return;
        }

        operation.Refuse();
    }
}
