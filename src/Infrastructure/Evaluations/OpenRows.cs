using RunEvaluations.Application.Evaluations;
using RunEvaluations.Infrastructure.Database;

namespace RunEvaluations.Infrastructure.Evaluations;

/// <summary>Reads rows as they are asked for.</summary>
internal sealed class OpenRows<T>(AccountRows rows) : IOpenRows<T>
{
    private bool ended;

    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await foreach (var row in rows.Parse<T>(cancellationToken))
            yield return row;
        ended = true;
    }

    public async ValueTask DisposeAsync()
    {
        if (!ended)
            await rows.Stop();
        await rows.DisposeAsync();
    }
}
