namespace RunEvaluations.Api.Limits;

/// <summary>The place at the database of an answer that is sent while it is read: kept until the request has ended.</summary>
internal sealed class StreamedPlace : IDisposable
{
    private IDisposable? held;

    public void Hold(IDisposable place) => held = place;

    public void Dispose() => held?.Dispose();
}
