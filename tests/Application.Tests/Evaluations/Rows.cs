using RunEvaluations.Application.Evaluations;

namespace RunEvaluations.Application.Tests.Evaluations;

/// <summary>Rows that remember what was done with them, and that break after the last where they are told to.</summary>
internal sealed class Rows(int count, bool broken = false) : IOpenRows<EvaluationView>
{
    public int Read { get; private set; }

    public int Disposed { get; private set; }

    public async IAsyncEnumerator<EvaluationView> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        Assert.Equal(0, Disposed);
        while (Read < count)
        {
            await Task.Yield();
            yield return A.Evaluation(++Read);
        }

        if (broken)
            throw new IOException("The connection is gone.");
    }

    public ValueTask DisposeAsync()
    {
        Disposed++;
        return ValueTask.CompletedTask;
    }
}
