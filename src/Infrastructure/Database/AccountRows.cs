using System.Data.Common;
using System.Runtime.CompilerServices;
using Dapper;
using Npgsql;

namespace RunEvaluations.Infrastructure.Database;

/// <summary>The answer to a statement while it is read.</summary>
/// <param name="reader">Stands before the first row.</param>
/// <param name="connection">To be given back with the answer; null where a transaction still needs it.</param>
/// <param name="begun">Whether the statement was sent with a <c>begin</c>, which an error leaves without its end.</param>
internal sealed class AccountRows(DbDataReader reader, NpgsqlConnection? connection, bool begun = false)
    : IAsyncDisposable
{
    public DbDataReader Reader => reader;

    /// <summary>What is left of the rows of the current statement.</summary>
    public async IAsyncEnumerable<T> Parse<T>([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // A statement that only writes has no columns to make a parser of.
        if (reader.FieldCount == 0)
            yield break;

        var parse = reader.GetRowParser<T>();
        while (await reader.ReadAsync(cancellationToken))
            yield return parse(reader);
    }

    /// <inheritdoc cref="AccountDatabase.SingleOrDefault{T1, T2, TResult}"/>
    public async IAsyncEnumerable<TResult> Parse<T1, T2, TResult>(
        Func<T1, T2?, TResult> combine, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        where T2 : class
    {
        var second = reader.GetOrdinal("id");
        var parseFirst = reader.GetRowParser<T1>(length: second);
        var parseSecond = reader.GetRowParser<T2>(startIndex: second, returnNullIfFirstMissing: true);
        while (await reader.ReadAsync(cancellationToken))
            yield return combine(parseFirst(reader), parseSecond(reader));
    }

    /// <summary>
    /// Tells the server to stop. Rows that are disposed of early are read to the last one otherwise, and there may be
    /// millions. Not for statements that write: it would undo them.
    /// </summary>
    public async Task Stop()
    {
        // It blocks until the server has heard.
        if (reader is IWrappedDataReader { Command: { } command })
            await Task.Run(command.Cancel);
    }

    public ValueTask DisposeAsync() => Close(reader, connection, begun);

    /// <summary>The end of an answer may be an error, of the commit for one: the connection is given back all the same.</summary>
    public static async ValueTask Close(
        DbDataReader? reader, NpgsqlConnection? connection, bool begun = false, bool failed = false)
    {
        await using (connection)
        {
            try
            {
                if (reader is not null)
                    await reader.DisposeAsync();
            }
            catch
            {
                failed = true;
                throw;
            }
            finally
            {
                if (failed && connection is not null)
                    await connection.ForgetPrepared(begun);
            }
        }
    }
}
