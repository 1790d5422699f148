namespace RunEvaluations.Api.Limits;

/// <summary>
/// The turn of a piece of a long list, or of a request of an account that crowds, among those of its account: side by
/// side they would keep the processors from everybody else's requests.
/// </summary>
internal sealed class Turn(IDisposable? permit, TimeProvider time) : IDisposable
{
    private readonly long began = time.GetTimestamp();

    /// <summary>Leaves others as much time as the turn took so far, and a millisecond.</summary>
    public Task Rest(CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromMilliseconds(1) + time.GetElapsedTime(began), time, cancellationToken);

    public void Dispose() => permit?.Dispose();
}
