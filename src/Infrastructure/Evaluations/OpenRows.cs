using RunEvaluations.Application.Evaluations;
using RunEvaluations.Infrastructure.Database;

namespace RunEvaluations.Infrastructure.Evaluations;

/// <summary>Reads rows as they are asked for.</summary>
internal sealed class OpenRows<T>(AccountRows rows) : IOpenRows<T>
{
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        rows.Parse<T>(cancellationToken).GetAsyncEnumerator(cancellationToken);

    public ValueTask DisposeAsync() => rows.DisposeAsync();
}
