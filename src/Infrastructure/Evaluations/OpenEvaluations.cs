using RunEvaluations.Application.Evaluations;
using RunEvaluations.Infrastructure.Database;

namespace RunEvaluations.Infrastructure.Evaluations;

/// <summary>Reads rows as they are asked for. Each of them is the same object, which stands for the reader's row.</summary>
internal sealed class OpenEvaluations(AccountRows rows, string accountId) : IOpenRows<IEvaluationRow>
{
    private bool ended;

    public async IAsyncEnumerator<IEvaluationRow> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        var row = new EvaluationRow(rows.Reader, accountId);
        while (await rows.Reader.ReadAsync(cancellationToken))
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
