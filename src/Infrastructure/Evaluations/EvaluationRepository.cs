using System.Data.Common;
using Dapper;
using Npgsql;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Domain.Evaluations;

namespace RunEvaluations.Infrastructure.Evaluations;

internal sealed class EvaluationRepository(NpgsqlDataSource database) : IEvaluationRepository
{
    private const string Columns = """
        e.id, e.account_id, e.run_id, e.output_name, e.field_path, e.evaluation_label_id, e.value, e.created_by,
        e.created_by_evaluator_id, e.created_at, e.updated_by, e.updated_by_evaluator_id, e.updated_at, e.comment,
        e.metadata, e.confidence
        """;

    /// <summary>What <see cref="TargetRow"/> reads of a label, and whether it takes the value: true or null.</summary>
    private const string LabelColumns = """
        l.id as label_id, l.name as label_name, l.value_type, l.min_value, l.max_value, l.categories,
        l.archived_at is not null as archived,
        @Value between l.lowest_value and l.highest_value
          and (not l.whole_values or @Value = trunc(@Value)) as permitted,
        @EvaluatorId is null or exists (
          select from evaluator_labels f
          join evaluators v on v.account_id = f.account_id and v.id = f.evaluator_id and v.archived_at is null
          where f.account_id = @AccountId and f.evaluator_id = @EvaluatorId and f.evaluation_label_id = l.id
        ) as may_use
        """;

    public async Task<WriteAttempt> Create(Evaluation evaluation, CancellationToken cancellationToken)
    {
        // The target is always one row, whatever is missing: a refusal must say what.
        const string Sql = $"""
            with target as (
              select exists (select from runs r where r.account_id = @AccountId and r.id = @RunId) as found,
                {LabelColumns}
              from (values (1)) as one
              left join evaluation_labels l on l.account_id = @AccountId and l.id = @LabelId
            ), written as (
              insert into run_evaluations as e (account_id, run_id, id, evaluation_label_id, value, output_name,
                field_path, comment, metadata, confidence, created_by, created_by_evaluator_id, created_at)
              select @AccountId, @RunId, @Id, t.label_id, @Value, @OutputName, @FieldPath, @Comment, @Metadata::json,
                @Confidence, @UserId, @EvaluatorId, @CreatedAt
              from target t
              where t.found and not t.archived and t.may_use and t.permitted
              returning {Columns}
            )
            select t.found, t.label_id, t.label_name, t.value_type, t.min_value, t.max_value, t.categories, t.archived,
              t.may_use, {Columns}
            from target t left join written e on true
            """;
        var values = new
        {
            evaluation.Author.AccountId,
            evaluation.Author.UserId,
            evaluation.Author.EvaluatorId,
            evaluation.RunId,
            evaluation.Id,
            evaluation.LabelId,
            evaluation.Value,
            evaluation.OutputName,
            evaluation.FieldPath,
            evaluation.Comment,
            Metadata = evaluation.Metadata?.Text,
            evaluation.Confidence,
            evaluation.CreatedAt,
        };
        var attempts = await Attempt(Sql, values, cancellationToken);
        return attempts.Single();
    }

    public async Task<WriteAttempt> ChangeValue(ValueChange change, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            with target as (
              select true as found, e.account_id, e.run_id, e.id, {LabelColumns}
              from run_evaluations e
              join evaluation_labels l on l.account_id = e.account_id and l.id = e.evaluation_label_id
              where e.account_id = @AccountId and e.run_id = @RunId and e.id = @Id
            ), written as (
              update run_evaluations e
              set value = @Value, updated_by = @UserId, updated_by_evaluator_id = @EvaluatorId, updated_at = @At
              from target t
              where e.account_id = t.account_id and e.run_id = t.run_id and e.id = t.id and t.may_use and t.permitted
              returning {Columns}
            )
            select t.found, t.label_id, t.label_name, t.value_type, t.min_value, t.max_value, t.categories, t.archived,
              t.may_use, {Columns}
            from target t left join written e on true
            """;
        var values = new
        {
            change.Author.AccountId,
            change.Author.UserId,
            change.Author.EvaluatorId,
            change.RunId,
            change.Id,
            change.Value,
            change.At,
        };
        var attempts = await Attempt(Sql, values, cancellationToken);
        return attempts.SingleOrDefault() ?? new WriteAttempt(null, new EvaluationTarget(false, null, true));
    }

    public async Task<EvaluationView?> Get(string accountId, Guid runId, Guid id, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            select {Columns} from run_evaluations e
            where e.account_id = @AccountId and e.run_id = @RunId and e.id = @Id
            """;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var values = new { AccountId = accountId, RunId = runId, Id = id };
        return await connection.QuerySingleOrDefaultAsync<EvaluationView>(
            new CommandDefinition(Sql, values, cancellationToken: cancellationToken));
    }

    public async Task<IEvaluationRows?> List(
        string accountId,
        Guid runId,
        Guid? after,
        int? limit,
        CancellationToken cancellationToken)
    {
        // Sent together, so that one round trip tells a run without evaluations from one that is not there. Joined into
        // one statement, the rows would have to be sorted, the last before the first is sent: an index orders them
        // for a statement of their own.
        const string Sql = $"""
            select from runs r where r.account_id = @AccountId and r.id = @RunId;

            select {Columns}
            from run_evaluations e
            where e.account_id = @AccountId and e.run_id = @RunId and e.id > @After
            order by e.id
            limit @Limit
            """;
        var connection = await database.OpenConnectionAsync(cancellationToken);
        DbDataReader? reader = null;
        try
        {
            var values = new
            {
                AccountId = accountId,
                RunId = runId,
                After = after ?? Guid.Empty,
                Limit = (long?)limit,
            };
            reader = await connection.ExecuteReaderAsync(
                new CommandDefinition(Sql, values, cancellationToken: cancellationToken));
            if (await reader.ReadAsync(cancellationToken) && await reader.NextResultAsync(cancellationToken))
                return new EvaluationRows(connection, reader);
        }
        catch
        {
            await Close(connection, reader);
            throw;
        }

        await Close(connection, reader);
        return null;
    }

    private static async Task Close(NpgsqlConnection connection, DbDataReader? reader)
    {
        if (reader is not null)
            await reader.DisposeAsync();
        await connection.DisposeAsync();
    }

    private async Task<IEnumerable<WriteAttempt>> Attempt(string sql, object values, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QueryAsync<TargetRow, EvaluationView?, WriteAttempt>(
            new CommandDefinition(sql, values, cancellationToken: cancellationToken),
            (target, written) => new WriteAttempt(written, target.ToTarget()),
            splitOn: "id");
    }
}
