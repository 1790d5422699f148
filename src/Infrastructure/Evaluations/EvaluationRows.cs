using System.Data.Common;
using Dapper;
using Npgsql;
using RunEvaluations.Application.Evaluations;

namespace RunEvaluations.Infrastructure.Evaluations;

/// <summary>Reads the rows of an open reader as they are asked for. Its first row has been read already.</summary>
internal sealed class EvaluationRows(NpgsqlConnection connection, DbDataReader reader) : IEvaluationRows
{
    public async IAsyncEnumerator<EvaluationView> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        if (await reader.IsDBNullAsync(0, cancellationToken))
            yield break;
        var parse = reader.GetRowParser<EvaluationView>();
        do
            yield return parse(reader);
        while (await reader.ReadAsync(cancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        await reader.DisposeAsync();
        await connection.DisposeAsync();
    }
}
