using System.Data.Common;
using Dapper;
using Npgsql;
using RunEvaluations.Application.Evaluations;

namespace RunEvaluations.Infrastructure.Evaluations;

/// <summary>Reads the rows of an open reader as they are asked for.</summary>
internal sealed class EvaluationRows(NpgsqlConnection connection, DbDataReader reader) : IEvaluationRows
{
    public async IAsyncEnumerator<EvaluationView> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        var parse = reader.GetRowParser<EvaluationView>();
        while (await reader.ReadAsync(cancellationToken))
            yield return parse(reader);
    }

    public async ValueTask DisposeAsync()
    {
        await reader.DisposeAsync();
        await connection.DisposeAsync();
    }
}
