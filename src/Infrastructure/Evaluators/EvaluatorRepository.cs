using Npgsql;
using RunEvaluations.Application.Evaluators;
using RunEvaluations.Domain.Evaluators;
using RunEvaluations.Domain.Results;
using RunEvaluations.Infrastructure.Database;

namespace RunEvaluations.Infrastructure.Evaluators;

internal sealed class EvaluatorRepository(AccountDatabase database) : IEvaluatorRepository
{
    private const string UniqueName = "evaluators_name";

    private const string Columns = """
        v.id, v.account_id, v.name, v.description, v.kind, v.created_by, v.created_at, v.updated_by, v.updated_at,
        v.archived_at
        """;

    private const string LabelIds = """
        array(
          select f.evaluation_label_id from evaluator_labels f
          where f.account_id = v.account_id and f.evaluator_id = v.id
          order by f.evaluation_label_id
        ) as evaluation_label_ids
        """;

    public async Task<Result<EvaluatorView>> Create(Evaluator evaluator, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            with wanted as (
              select w.id, l.id is null as unknown, l.archived_at is not null as archived
              from unnest(@LabelIds) as w (id)
              left join evaluation_labels l on l.account_id = @AccountId and l.id = w.id
            ), written as (
              insert into evaluators as v (account_id, id, name, description, kind, created_by, created_at)
              select @AccountId, @Id, @Name, @Description, @Kind, @UserId, @CreatedAt
              where not exists (select from wanted w where w.unknown or w.archived)
              on conflict (account_id, name) where archived_at is null do nothing
              returning {Columns}
            ), filled as (
              insert into evaluator_labels (account_id, evaluator_id, evaluation_label_id)
              select @AccountId, v.id, w.id from written v, wanted w
              returning evaluation_label_id
            )
            select array(select w.id from wanted w where w.unknown) as unknown,
              array(select w.id from wanted w where w.archived) as archived,
              {Columns}, array(select w.id from wanted w order by w.id) as evaluation_label_ids
            from (values (1)) as one left join written v on true
            """;
        var values = new
        {
            evaluator.CreatedBy.AccountId,
            evaluator.CreatedBy.UserId,
            evaluator.Id,
            evaluator.Name,
            evaluator.Description,
            Kind = StoredNames.Of(evaluator.Kind),
            LabelIds = evaluator.LabelIds.ToArray(),
            evaluator.CreatedAt,
        };
        return await Write(Sql, values, cancellationToken);
    }

    public async Task<Result<EvaluatorView>> Update(EvaluatorChange change, CancellationToken cancellationToken)
    {
        // Waits for an update under way, so that the statement after it sees all the labels that it has to replace.
        const string Lock = "select from evaluators where account_id = @AccountId and id = @Id for update";

        // A label that the evaluator fills already may have been archived since: only what is added must be usable.
        const string Sql = $"""
            with current as (
              select v.id, v.archived_at from evaluators v
              where v.account_id = @AccountId and v.id = @Id
            ), filled as (
              select f.evaluation_label_id as id from evaluator_labels f
              where f.account_id = @AccountId and f.evaluator_id = @Id
            ), wanted as (
              select w.id, l.id is null as unknown,
                l.archived_at is not null and w.id not in (select f.id from filled f) as archived
              from unnest(@LabelIds) as w (id)
              left join evaluation_labels l on l.account_id = @AccountId and l.id = w.id
            ), written as (
              update evaluators v
              set name = @Name, description = @Description, updated_by = @UserId, updated_at = @At
              from current c
              where v.account_id = @AccountId and v.id = c.id and c.archived_at is null
                and not exists (select from wanted w where w.unknown or w.archived)
              returning {Columns}
            ), removed as (
              delete from evaluator_labels f using written v
              where f.account_id = @AccountId and f.evaluator_id = v.id and f.evaluation_label_id <> all (@LabelIds)
            ), added as (
              insert into evaluator_labels (account_id, evaluator_id, evaluation_label_id)
              select @AccountId, v.id, w.id from written v, wanted w
              on conflict do nothing
            )
            select c.archived_at is not null as evaluator_archived,
              array(select w.id from wanted w where w.unknown) as unknown,
              array(select w.id from wanted w where w.archived) as archived,
              {Columns}, array(select w.id from wanted w order by w.id) as evaluation_label_ids
            from current c left join written v on true
            """;
        var values = new
        {
            change.By.AccountId,
            change.By.UserId,
            change.Id,
            change.Name,
            change.Description,
            LabelIds = change.LabelIds.ToArray(),
            change.At,
        };
        return await database.InTransaction(LockAndWrite, updated => updated.Error is null, cancellationToken);

        async Task<Result<EvaluatorView>> LockAndWrite()
        {
            await database.Execute(Lock, values, cancellationToken);
            return await Write(Sql, values, cancellationToken);
        }
    }

    public async Task<bool> Archive(string accountId, Guid id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        const string Sql = """
            update evaluators set archived_at = coalesce(archived_at, @At) where account_id = @AccountId and id = @Id
            """;
        var values = new { AccountId = accountId, Id = id, At = at };
        return await database.Execute(Sql, values, cancellationToken) > 0;
    }

    public async Task<EvaluatorView?> Get(string accountId, Guid id, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            select {Columns}, {LabelIds} from evaluators v where v.account_id = @AccountId and v.id = @Id
            """;
        return await database.SingleOrDefault<EvaluatorView>(
            Sql, new { AccountId = accountId, Id = id }, cancellationToken);
    }

    public async Task<IReadOnlyList<EvaluatorView>> List(
        string accountId,
        bool includeArchived,
        Guid? after,
        int limit,
        CancellationToken cancellationToken)
    {
        const string Sql = $"""
            select {Columns}, {LabelIds} from evaluators v
            where v.account_id = @AccountId and v.id > @After and (@IncludeArchived or v.archived_at is null)
            order by v.id
            limit @Limit
            """;
        var values = new
        {
            AccountId = accountId,
            IncludeArchived = includeArchived,
            After = after ?? Guid.Empty,
            Limit = limit,
        };
        return await database.List<EvaluatorView>(Sql, values, cancellationToken);
    }

    public async Task<bool> IsActive(string accountId, Guid id, CancellationToken cancellationToken)
    {
        const string Sql = """
            select exists (
              select from evaluators where account_id = @AccountId and id = @Id and archived_at is null)
            """;
        return await database.SingleOrDefault<bool>(Sql, new { AccountId = accountId, Id = id }, cancellationToken);
    }

    private async Task<Result<EvaluatorView>> Write(string sql, object values, CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await database.SingleOrDefault<Refusal, EvaluatorView, Result<EvaluatorView>>(
                sql, values, (refusal, written) => written is null ? refusal.ToError() : written, cancellationToken);
            return outcome ?? EvaluatorErrors.NotFound;
        }
        catch (PostgresException e) when (e.Violates(UniqueName))
        {
            return EvaluatorErrors.NameTaken;
        }
    }

    /// <summary>Why a statement wrote no evaluator.</summary>
    private sealed record Refusal
    {
        public bool EvaluatorArchived { get; init; }
        public Guid[] Unknown { get; init; } = [];
        public Guid[] Archived { get; init; } = [];

        public Error ToError() => this switch
        {
            { EvaluatorArchived: true } => EvaluatorErrors.Archived,
            { Unknown: [], Archived: [] } => EvaluatorErrors.NameTaken,
            _ => EvaluatorErrors.LabelsNotUsable(Unknown, Archived),
        };
    }
}
