namespace RunEvaluations.Chaos.Tests.Clients;

/// <summary>Asks one instance after the other until there is an answer that is final.</summary>
/// <param name="wire">Sends.</param>
/// <param name="instances">Where to ask; the first of them first.</param>
internal sealed class Line(Wire wire, IReadOnlyList<Uri> instances)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(60);

    private int at;

    /// <summary>The same line, with the other instance first.</summary>
    public Line Turned => new(wire, [.. instances.Reverse()]);

    /// <param name="method">The method.</param>
    /// <param name="path">The path and query.</param>
    /// <param name="body">Sent as JSON.</param>
    /// <param name="header">A further header.</param>
    /// <param name="end">When to give up.</param>
    public async Task<Reply> Settle(
        HttpMethod method, string path, object? body = null, (string Name, string Value)? header = null,
        CancellationToken end = default)
    {
        while (true)
        {
            var reply = await wire.Send(instances[at % instances.Count], method, path, body, header, end);
            if (reply is { Passes: false })
                return reply;
            Interlocked.Increment(ref at);
            // Shorter than Retry-After asks for: the more is sent into a fault, the better.
            await Task.Delay(Pause, end);
        }
    }
}
