using System.Text.Json;
using System.Text.Json.Serialization;
using Npgsql;
using RunEvaluations.Application.Imports;
using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Domain.Results;
using RunEvaluations.Infrastructure.Database;
using RunEvaluations.Infrastructure.Evaluations;

namespace RunEvaluations.Infrastructure.Imports;

internal sealed class ImportRepository(AccountDatabase database) : IImportRepository
{
    private const string Columns = """
        i.id, i.format, i.columns, i.lines, i.chain, i.created, i.refused, i.blank, i.started_at, i.updated_at,
        i.completed_at
        """;

    private static readonly JsonSerializerOptions Stored = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public async Task<ImportView?> Get(string accountId, Guid id, CancellationToken cancellationToken)
    {
        const string Sql = $"select {Columns} from imports i where i.account_id = @AccountId and i.id = @Id";
        return await database.SingleOrDefault<ImportView>(Sql, new { AccountId = accountId, Id = id }, cancellationToken);
    }

    public async Task<IReadOnlyList<RefusedLine>> Refusals(
        string accountId, Guid id, long after, int limit, CancellationToken cancellationToken)
    {
        const string Sql = """
            select r.line, r.error from import_refusals r
            where r.account_id = @AccountId and r.import_id = @Id and r.line > @After
            order by r.line
            limit @Limit
            """;
        var values = new { AccountId = accountId, Id = id, After = after, Limit = limit };
        var rows = await database.List<RefusalRow>(Sql, values, cancellationToken);
        return [.. rows.Select(r => new RefusedLine(r.Line, JsonSerializer.Deserialize<Error>(r.Error, Stored)!))];
    }

    public Task<T> InTransaction<T>(Func<Task<T>> work, Predicate<T> keep, CancellationToken cancellationToken) =>
        database.InTransaction(work, keep, cancellationToken);

    public async Task<ImportView?> Claim(
        string accountId, ImportChunk chunk, DateTimeOffset at, CancellationToken cancellationToken)
    {
        // Of two that begin the same import at once, the second waits here for the first.
        const string Begin = """
            insert into imports (account_id, id, format, columns, lines, chain, created, refused, blank, started_at, updated_at)
            values (@AccountId, @ImportId, @Format, @ColumnNames, 0, @Chain, 0, 0, 0, @At, @At)
            on conflict (account_id, id) do nothing;
            """;
        const string Lock = $"""
            select {Columns} from imports i where i.account_id = @AccountId and i.id = @ImportId for update
            """;
        var values = new
        {
            AccountId = accountId,
            chunk.ImportId,
            Format = StoredNames.Of(chunk.Format),
            ColumnNames = chunk.Columns?.ToArray(),
            chunk.From.Chain,
            At = at,
        };
        var sql = chunk.From.Lines == 0 ? $"{Begin}\n{Lock}" : Lock;
        return await database.SingleOrDefault<ImportView>(sql, values, cancellationToken);
    }

    public async Task<IReadOnlyList<(int Place, EvaluationTarget Target)>> Record(
        IReadOnlyList<DraftedEvaluation> drafts, CancellationToken cancellationToken)
    {
        var evaluations = new Evaluation[drafts.Count];
        var hashes = new byte[drafts.Count][];
        for (var i = 0; i < drafts.Count; i++)
            (_, evaluations[i], hashes[i]) = drafts[i];
        var statement = new NewEvaluations(evaluations, hashes).Statement();
        try
        {
            var refused = await database.List<TargetRow>(statement, cancellationToken);
            return [.. refused.Select(row => ((int)row.Position - 1, row.ToTarget()))];
        }
        catch (PostgresException e) when (e.SaysRunIsGone())
        {
            throw e.ToTryAgain();
        }
    }

    public async Task<ImportView> Advance(
        string accountId,
        ImportChunk chunk,
        IReadOnlyList<RefusedLine> refused,
        DateTimeOffset at,
        CancellationToken cancellationToken)
    {
        // Another node would be sent rows that nobody asks back by COPY, which row-level security refuses.
        const string Sql = $"""
            with refused as (
              insert into import_refusals (account_id, import_id, line, error)
              select @AccountId, @ImportId, r.line, r.error::json
              from unnest(@RefusedLines, @Errors) as r (line, error)
              returning line
            )
            update imports i
            set lines = @Lines, chain = @Chain, created = i.created + @Created, refused = i.refused + @Refused,
              blank = i.blank + @Blank, updated_at = @At, completed_at = case when @IsLast then @At end
            where i.account_id = @AccountId and i.id = @ImportId
            returning {Columns}
            """;
        var values = new
        {
            AccountId = accountId,
            chunk.ImportId,
            RefusedLines = refused.Select(r => r.Line).ToArray(),
            Errors = refused.Select(r => JsonSerializer.Serialize(r.Error, Stored)).ToArray(),
            chunk.To.Lines,
            chunk.To.Chain,
            Created = (long)(chunk.Drafts.Count + chunk.Refused.Count - refused.Count),
            Refused = (long)refused.Count,
            chunk.Blank,
            chunk.IsLast,
            At = at,
        };
        return (await database.SingleOrDefault<ImportView>(Sql, values, cancellationToken))!;
    }

    private sealed record RefusalRow(long Line, string Error);
}
