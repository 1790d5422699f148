namespace RunEvaluations.Application.Evaluations;

/// <summary>Evaluations to enumerate once and dispose of, and the cursor of the next page, if there is one.</summary>
public sealed record EvaluationList(IAsyncEnumerable<IEvaluationRow> Items, string? Next) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Items is IAsyncDisposable rows ? rows.DisposeAsync() : ValueTask.CompletedTask;
}
