using System.Runtime.CompilerServices;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Infrastructure.Database;

namespace RunEvaluations.Infrastructure.Evaluations;

internal sealed class EvaluationHistory(AccountDatabase database) : IEvaluationHistory
{
    public async Task<IReadOnlyList<EvaluationEntry>> Entries(
        string accountId, Guid runId, Guid id, CancellationToken cancellationToken)
    {
        // The first entry is the evaluation's own row, and its hash goes on in the second entry.
        const string Sql = """
            select 1 as version, 'created' as action, e.first_value as value, e.created_by, e.created_by_evaluator_id,
              e.created_at, null::text as reason, null::bytea as previous_hash,
              coalesce(f.previous_hash, e.hash) as hash
            from run_evaluations e
            left join run_evaluation_entries f
              on f.account_id = @AccountId and f.run_id = e.run_id and f.evaluation_id = e.id and f.version = 2
            where e.account_id = @AccountId and e.run_id = @RunId and e.id = @Id
            union all
            select n.version, n.action, n.value, n.created_by, n.created_by_evaluator_id, n.created_at, n.reason,
              n.previous_hash, n.hash
            from run_evaluation_entries n
            where n.account_id = @AccountId and n.run_id = @RunId and n.evaluation_id = @Id
            order by version
            """;
        var values = new { AccountId = accountId, RunId = runId, Id = id };
        return await database.List<EvaluationEntry>(Sql, values, cancellationToken);
    }

    public async IAsyncEnumerable<RecordedEvaluation> Ledger(
        string accountId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // A row for each entry beside its evaluation, all of one snapshot; the key orders both tables. It takes as long as
        // its reader does, and there may be millions: the server's limit is for statements that somebody waits for.
        const string Sql = """
            select set_config('statement_timeout', '0', true) from (values (@AccountId)) as a (id);

            select e.account_id, e.run_id, e.id, e.evaluation_label_id, e.output_name, e.field_path, e.comment,
              e.metadata, e.confidence, e.version, e.value, e.updated_by, e.updated_by_evaluator_id, e.updated_at,
              e.retracted_at, e.hash, e.first_value, e.created_by, e.created_by_evaluator_id, e.created_at,
              n.version as entry_version, n.action as entry_action, n.value as entry_value,
              n.created_by as entry_created_by, n.created_by_evaluator_id as entry_created_by_evaluator_id,
              n.created_at as entry_created_at, n.reason as entry_reason, n.previous_hash as entry_previous_hash,
              n.hash as entry_hash
            from run_evaluations e
            left join run_evaluation_entries n
              on n.account_id = e.account_id and n.run_id = e.run_id and n.evaluation_id = e.id
            where e.account_id = @AccountId
            order by e.run_id, e.id, n.version
            """;
        await using var rows = await database.Read(Sql, new { AccountId = accountId }, cancellationToken);
        await rows.Reader.NextResultAsync(cancellationToken);
        LedgerRow? current = null;
        List<LedgerRow> entries = [];
        await foreach (var row in rows.Parse<LedgerRow>(cancellationToken))
        {
            if (current is not null && (row.RunId, row.Id) != (current.RunId, current.Id))
            {
                yield return current.ToEvaluation(entries);
                entries.Clear();
            }

            current = row;
            if (row.EntryVersion is not null)
                entries.Add(row);
        }

        if (current is not null)
            yield return current.ToEvaluation(entries);
    }
}
