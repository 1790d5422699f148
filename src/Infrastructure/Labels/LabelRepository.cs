using Npgsql;
using RunEvaluations.Application.Labels;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Results;
using RunEvaluations.Infrastructure.Database;

namespace RunEvaluations.Infrastructure.Labels;

internal sealed class LabelRepository(AccountDatabase database) : ILabelRepository
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
            on conflict (account_id, name) where archived_at is null do nothing
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
        var created = await database.SingleOrDefault<LabelView>(Sql, values, cancellationToken);
        return created is null ? LabelErrors.NameTaken : created;
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
            var label = await database.SingleOrDefault<LabelView>(Sql, values, cancellationToken);
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
        var values = new { AccountId = accountId, Id = id, At = at };
        return await database.Execute(Sql, values, cancellationToken) > 0;
    }

    public async Task<LabelView?> Get(string accountId, Guid id, CancellationToken cancellationToken)
    {
        const string Sql = $"select {Columns} from evaluation_labels where account_id = @AccountId and id = @Id";
        return await database.SingleOrDefault<LabelView>(
            Sql, new { AccountId = accountId, Id = id }, cancellationToken);
    }

    public async Task<IReadOnlyList<LabelView>> Find(
        string accountId, IReadOnlyList<Guid>? ids, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            select {Columns} from evaluation_labels
            where account_id = @AccountId and (@Ids::uuid[] is null or id = any (@Ids))
            order by id
            """;
        return await database.List<LabelView>(
            Sql, new { AccountId = accountId, Ids = ids?.ToArray() }, cancellationToken);
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
        var values = new
        {
            AccountId = accountId,
            IncludeArchived = includeArchived,
            After = after ?? Guid.Empty,
            Limit = limit,
        };
        return await database.List<LabelView>(Sql, values, cancellationToken);
    }
}
