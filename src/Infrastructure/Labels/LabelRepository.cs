using Dapper;
using Npgsql;
using RunEvaluations.Application.Labels;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Results;
using RunEvaluations.Infrastructure.Database;

namespace RunEvaluations.Infrastructure.Labels;

internal sealed class LabelRepository(NpgsqlDataSource database) : ILabelRepository
{
    private const string UniqueName = "evaluation_labels_name";

    private const string Columns = """
        id, account_id, name, description, value_type, min_value, max_value, categories, created_by, created_at,
        updated_by, updated_at, archived_at
        """;

    public async Task<Result<LabelView>> Create(NewLabel label, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            insert into evaluation_labels (account_id, id, name, description, value_type, min_value, max_value,
              categories, created_by, created_at)
            values (@AccountId, @Id, @Name, @Description, @ValueType, @MinValue, @MaxValue, @Categories, @UserId,
              @CreatedAt)
            returning {Columns}
            """;
        var values = new
        {
            label.CreatedBy.AccountId,
            label.CreatedBy.UserId,
            label.Id,
            label.Name,
            label.Description,
            ValueType = StoredNames.Of(label.Constraint.Type),
            label.Constraint.MinValue,
            label.Constraint.MaxValue,
            Categories = label.Constraint.Categories?.ToArray(),
            label.CreatedAt,
        };
        try
        {
            await using var connection = await database.OpenConnectionAsync(cancellationToken);
            return await connection.QuerySingleAsync<LabelView>(
                new CommandDefinition(Sql, values, cancellationToken: cancellationToken));
        }
        catch (PostgresException e) when (e.Violates(UniqueName))
        {
            return LabelErrors.NameTaken;
        }
    }

    public async Task<Result<LabelView>> Update(LabelChange change, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            update evaluation_labels
            set name = case when archived_at is null then @Name else name end,
              description = case when archived_at is null then @Description else description end,
              updated_by = case when archived_at is null then @UserId else updated_by end,
              updated_at = case when archived_at is null then @At else updated_at end
            where account_id = @AccountId and id = @Id
            returning {Columns}
            """;
        var values = new
        {
            change.By.AccountId,
            change.By.UserId,
            change.Id,
            change.Name,
            change.Description,
            change.At,
        };
        try
        {
            await using var connection = await database.OpenConnectionAsync(cancellationToken);
            var label = await connection.QuerySingleOrDefaultAsync<LabelView>(
                new CommandDefinition(Sql, values, cancellationToken: cancellationToken));
            if (label is null)
                return LabelErrors.NotFound;
            return label.ArchivedAt is null ? label : LabelErrors.Archived;
        }
        catch (PostgresException e) when (e.Violates(UniqueName))
        {
            return LabelErrors.NameTaken;
        }
    }

    public async Task<bool> Archive(string accountId, Guid id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        const string Sql = """
            update evaluation_labels set archived_at = coalesce(archived_at, @At)
            where account_id = @AccountId and id = @Id
            """;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var values = new { AccountId = accountId, Id = id, At = at };
        return await connection.ExecuteAsync(
            new CommandDefinition(Sql, values, cancellationToken: cancellationToken)) > 0;
    }

    public async Task<LabelView?> Get(string accountId, Guid id, CancellationToken cancellationToken)
    {
        const string Sql = $"select {Columns} from evaluation_labels where account_id = @AccountId and id = @Id";
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<LabelView>(
            new CommandDefinition(Sql, new { AccountId = accountId, Id = id }, cancellationToken: cancellationToken));
    }

    public async Task<IReadOnlyList<LabelView>> List(
        string accountId,
        bool includeArchived,
        Guid? after,
        int limit,
        CancellationToken cancellationToken)
    {
        const string Sql = $"""
            select {Columns} from evaluation_labels
            where account_id = @AccountId and id > @After and (@IncludeArchived or archived_at is null)
            order by id
            limit @Limit
            """;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var values = new
        {
            AccountId = accountId,
            IncludeArchived = includeArchived,
            After = after ?? Guid.Empty,
            Limit = limit,
        };
        var labels = await connection.QueryAsync<LabelView>(
            new CommandDefinition(Sql, values, cancellationToken: cancellationToken));
        return labels.AsList();
    }
}
