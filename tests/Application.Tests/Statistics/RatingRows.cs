using RunEvaluations.Application.Evaluations;
using RunEvaluations.Application.Statistics;
using RunEvaluations.Domain.Statistics;

namespace RunEvaluations.Application.Tests.Statistics;

/// <summary>Ratings that remember whether they were disposed of.</summary>
internal sealed class RatingRows(params IReadOnlyList<RatingRow> rows) : IOpenRows<IRatingRow>
{
    public int Disposed { get; private set; }

    public async IAsyncEnumerator<IRatingRow> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        Assert.Equal(0, Disposed);
        foreach (var row in rows)
        {
            await Task.Yield();
            yield return row;
        }
    }

    public ValueTask DisposeAsync()
    {
        Disposed++;
        return ValueTask.CompletedTask;
    }
}

/// <summary>By run and rater; against the label that <see cref="A.Label"/> has.</summary>
internal sealed record RatingRow(int Run, string Author, double Value) : IRatingRow
{
    public Guid RunId => A.Id(Run);

    public Guid LabelId => A.Id(1);

    public string? OutputName => null;

    public string? FieldPath => null;

    public Rater Rater => Author.StartsWith("judge", StringComparison.Ordinal) ? new(null, A.Id(0xee)) : new(Author, null);

    public DateTimeOffset CreatedAt => A.Now.AddDays(-1);

    public Guid? ExperimentId => null;

    public string? PairKey { get; init; }
}
