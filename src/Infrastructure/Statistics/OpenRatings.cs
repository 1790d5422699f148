using System.Data.Common;
using Dapper;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Application.Statistics;
using RunEvaluations.Domain.Statistics;
using RunEvaluations.Infrastructure.Database;

namespace RunEvaluations.Infrastructure.Statistics;

/// <summary>
/// Reads ratings as they are asked for. Each of them is the same object, which stands for the reader's row. Texts come many
/// times over: one that is the same as in the row before is not made again.
/// </summary>
internal sealed class OpenRatings(AccountRows rows) : IOpenRows<IRatingRow>, IRatingRow
{
    private readonly DbDataReader row =
        rows.Reader is IWrappedDataReader { Reader: DbDataReader inner } ? inner : rows.Reader;

    private bool ended;

    public Guid RunId => row.GetGuid(0);

    public Guid LabelId => row.GetGuid(1);

    public string? OutputName => Text(2);

    public string? FieldPath => Text(3);

    public Rater Rater => new(Text(4), row.IsDBNull(5) ? null : row.GetGuid(5));

    public double Value => row.GetDouble(6);

    public DateTimeOffset CreatedAt => new(row.GetDateTime(7));

    public Guid? ExperimentId => row.IsDBNull(8) ? null : row.GetGuid(8);

    public string? PairKey => Text(9);

    public async IAsyncEnumerator<IRatingRow> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        while (await row.ReadAsync(cancellationToken))
            yield return this;
        ended = true;
    }

    public async ValueTask DisposeAsync()
    {
        if (!ended)
            await rows.Stop();
        await rows.DisposeAsync();
    }

    private string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
