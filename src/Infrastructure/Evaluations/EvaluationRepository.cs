using Npgsql;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Infrastructure.Database;

namespace RunEvaluations.Infrastructure.Evaluations;

internal sealed class EvaluationRepository(
    AccountDatabase database, GatheredCreates gathered, GatheringSettings gathering) : IEvaluationRepository
{
    private const string FixedColumns = """
        e.id, e.account_id, e.run_id, e.output_name, e.field_path, e.evaluation_label_id, e.created_by,
        e.created_by_evaluator_id, e.created_at, e.comment, e.metadata, e.confidence
        """;

    private const string Tag = "e.version::text || '-' || encode(substring(e.hash for 8), 'hex')";

    private const string Columns = $"""
        {FixedColumns}, e.value, e.version, {Tag} as tag, e.updated_by, e.updated_by_evaluator_id, e.updated_at,
        e.retracted_at
        """;

    /// <summary>The same, of what a statement has just written.</summary>
    private const string WrittenColumns = $"""
        {FixedColumns}, e.value, e.version, e.tag, e.updated_by, e.updated_by_evaluator_id, e.updated_at,
        e.retracted_at
        """;

    /// <summary>
    /// The columns as they were, from <see cref="Entries"/>. A version is told by the hash of its entry, which for the
    /// first is kept by the second.
    /// </summary>
    private const string ColumnsAsOf = $"""
        {FixedColumns}, coalesce(h.value, e.first_value) as value, coalesce(h.version, 1) as version,
        coalesce(h.version, 1) || '-' || encode(substring(coalesce(h.hash, f.previous_hash, e.hash) for 8), 'hex')
          as tag,
        h.created_by as updated_by, h.created_by_evaluator_id as updated_by_evaluator_id, h.created_at as updated_at,
        case when e.retracted_at <= @AsOf then e.retracted_at end as retracted_at
        """;

    internal const string Entries = """
        left join lateral (
          select c.version, c.value, c.hash, c.created_by, c.created_by_evaluator_id, c.created_at
          from run_evaluation_entries c
          where c.account_id = @AccountId and c.run_id = e.run_id and c.evaluation_id = e.id
            and c.action = 'changed' and c.created_at <= @AsOf
          order by c.version desc
          limit 1
        ) h on e.version > 1
        left join run_evaluation_entries f on e.version > 1 and f.account_id = @AccountId and f.run_id = e.run_id
          and f.evaluation_id = e.id and f.version = 2
        """;

    public async Task<WriteAttempt> Create(Evaluation evaluation, CancellationToken cancellationToken) =>
        database.IsInTransaction || !gathering.Gather
            ? (await CreateMany([evaluation], Recording.EachThatMayBe, cancellationToken))[0]
            : await gathered.Create(evaluation, cancellationToken);

    public async Task<IReadOnlyList<WriteAttempt>> CreateMany(
        IReadOnlyList<Evaluation> evaluations, Recording recording, CancellationToken cancellationToken)
    {
        var together = new NewEvaluations(evaluations);
        try
        {
            var refused = await database.List<TargetRow>(together.Statement(recording), cancellationToken);
            return together.Attempts(refused, recording);
        }
        catch (PostgresException e) when (e.SaysRunIsGone())
        {
            return evaluations.Count == 1 ? [WriteAttempts.NotFound] : throw e.ToTryAgain();
        }
    }

    public Task<WriteAttempt> ChangeValue(EvaluationWrite change, double value, CancellationToken cancellationToken) =>
        AddEntry(EvaluationAction.Changed, change, value, cancellationToken);

    public Task<WriteAttempt> Retract(EvaluationWrite retraction, CancellationToken cancellationToken) =>
        AddEntry(EvaluationAction.Retracted, retraction, null, cancellationToken);

    public async Task<EvaluationView?> Get(
        string accountId, Guid runId, Guid id, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        const string Now = $"""
            select {Columns} from run_evaluations e
            where e.account_id = @AccountId and e.run_id = @RunId and e.id = @Id
            """;
        const string Then = $"""
            select {ColumnsAsOf} from run_evaluations e {Entries}
            where e.account_id = @AccountId and e.run_id = @RunId and e.id = @Id and e.created_at <= @AsOf
            """;
        var values = new { AccountId = accountId, RunId = runId, Id = id, AsOf = asOf };
        return await database.SingleOrDefault<EvaluationView>(asOf is null ? Now : Then, values, cancellationToken);
    }

    /// <param name="action">What is done.</param>
    /// <param name="write">Who, when and why.</param>
    /// <param name="value">The new value; null for a retraction, which leaves it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    private Task<WriteAttempt> AddEntry(
        EvaluationAction action, EvaluationWrite write, double? value, CancellationToken cancellationToken)
    {
        // The row is locked as it is read, so that of two writes at once the second follows from the first.
        const string Sql = $"""
            with target as (
              select true as found, e.account_id, e.run_id, e.id, e.version + 1 as next_version, e.hash as previous_hash,
                coalesce(@Value, e.value) as next_value, e.retracted_at is not null as retracted,
                greatest(@At, coalesce(e.updated_at, e.created_at) + interval '1 microsecond') as at,
                case when {Tag} <> all (@Versions::text[]) then {Tag} end as other_version, {LabelColumns.OfTarget}
              from run_evaluations e
              cross join (values (@Value::float8, @EvaluatorId::uuid)) as w (value, evaluator_id)
              join evaluation_labels l on l.account_id = e.account_id and l.id = e.evaluation_label_id
              where e.account_id = @AccountId and e.run_id = @RunId and e.id = @Id
              for update of e
            ), entry as (
              insert into run_evaluation_entries as n (account_id, run_id, evaluation_id, version, action, value,
                created_by, created_by_evaluator_id, created_at, reason, previous_hash, hash)
              select t.account_id, t.run_id, t.id, t.next_version, @Action, t.next_value,
                @UserId, @EvaluatorId, t.at, @Reason, t.previous_hash,
                sha256(record_send(row(t.previous_hash, t.account_id, t.run_id, t.id, t.next_version, @Action::text,
                  t.next_value, @UserId::text, @EvaluatorId::uuid, t.at, @Reason::text)))
              from target t
              where not t.retracted and t.may_use and t.other_version is null and coalesce(t.permitted, true)
              returning n.run_id, n.evaluation_id, n.version, n.value, n.created_at, n.hash
            ), written as (
              update run_evaluations e
              set version = n.version, value = n.value, hash = n.hash,
                updated_by = case when @Value is null then e.updated_by else @UserId end,
                updated_by_evaluator_id =
                  case when @Value is null then e.updated_by_evaluator_id else @EvaluatorId end,
                updated_at = case when @Value is null then e.updated_at else n.created_at end,
                retracted_at = case when @Value is null then n.created_at end
              from entry n
              where e.account_id = @AccountId and e.run_id = n.run_id and e.id = n.evaluation_id
              returning {Columns}
            )
            select t.found, t.label_id, t.label_name, t.value_type, t.min_value, t.max_value, t.categories, t.archived,
              t.may_use, t.retracted, t.other_version, {WrittenColumns}
            from target t left join written e on true
            """;
        var values = new
        {
            write.Author.AccountId,
            write.Author.UserId,
            write.Author.EvaluatorId,
            write.RunId,
            write.Id,
            write.At,
            write.Reason,
            Action = StoredNames.Of(action),
            Value = value,
            Versions = write.Versions?.ToArray(),
        };
        return Attempt(Sql, values, cancellationToken);
    }

    private Task<WriteAttempt> Attempt(string sql, object values, CancellationToken cancellationToken) =>
        database.SingleOrDefault<TargetRow, EvaluationView, WriteAttempt>(
            sql, values, (target, written) => new WriteAttempt(written, target.ToTarget()), cancellationToken).OrNotFound();
}
