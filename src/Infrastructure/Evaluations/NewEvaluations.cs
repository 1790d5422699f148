using Npgsql;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Infrastructure.Database;

namespace RunEvaluations.Infrastructure.Evaluations;

/// <summary>Evaluations of one account that are recorded together: the statement, and what its answer means for each.</summary>
internal sealed class NewEvaluations
{
    private readonly IReadOnlyList<Evaluation> evaluations;
    private readonly byte[][] hashes;

    public NewEvaluations(IReadOnlyList<Evaluation> evaluations)
        : this(evaluations, [.. evaluations.Select(EvaluationEntryHash.Of)])
    {
    }

    /// <param name="evaluations">At least one, all of one account.</param>
    /// <param name="hashes">Those of their entries.</param>
    public NewEvaluations(IReadOnlyList<Evaluation> evaluations, byte[][] hashes) =>
        (this.evaluations, this.hashes) = (evaluations, hashes);

    public AccountStatement Statement(Recording recording = Recording.EachThatMayBe)
    {
        // Whatever is missing, each has a row in target: a refusal must say what. Rows come back for those alone.
        const string Sql = $"""
            with target as materialized (
              select w.*, exists (select from runs r where r.account_id = @AccountId and r.id = w.run_id) as found,
                {LabelColumns.OfTarget}
              from unnest(@Ids, @RunIds, @LabelIds, @Values, @OutputNames, @FieldPaths, @Comments, @Metadata,
                @Confidences, @UserIds, @EvaluatorIds, @Times, @Hashes) with ordinality
                as w (id, run_id, wanted_label_id, value, output_name, field_path, comment, metadata, confidence,
                  user_id, evaluator_id, created_at, hash, position)
              left join evaluation_labels l on l.account_id = @AccountId and l.id = w.wanted_label_id
            ), refused as (
              select * from target t where (t.found and not t.archived and t.may_use and t.permitted) is not true
            ), written as (
              insert into run_evaluations (account_id, run_id, id, evaluation_label_id, value, first_value, output_name,
                field_path, comment, metadata, confidence, created_by, created_by_evaluator_id, created_at, hash)
              select @AccountId, t.run_id, t.id, t.label_id, t.value, t.value, t.output_name, t.field_path, t.comment,
                t.metadata::json, t.confidence, t.user_id, t.evaluator_id, t.created_at, t.hash
              from target t
              where t.found and not t.archived and t.may_use and t.permitted
                and (@Each or (@All and not exists (select from refused)))
              -- Another node would be sent rows that nobody asks back by COPY, which row-level security refuses.
              returning id
            )
            select r.position, r.found, r.label_id, r.label_name, r.value_type, r.min_value, r.max_value, r.categories,
              r.archived, r.may_use
            from refused r
            """;
        return new(evaluations[0].Author.AccountId, Sql,
        [
            Column("Ids", e => e.Id),
            Column("RunIds", e => e.RunId),
            Column("LabelIds", e => e.LabelId),
            Column("Values", e => e.Value),
            Column("OutputNames", e => e.OutputName),
            Column("FieldPaths", e => e.FieldPath),
            Column("Comments", e => e.Comment),
            Column("Metadata", e => e.Metadata?.Text),
            Column("Confidences", e => e.Confidence),
            Column("UserIds", e => e.Author.UserId),
            Column("EvaluatorIds", e => e.Author.EvaluatorId),
            Column("Times", e => e.CreatedAt),
            new NpgsqlParameter<byte[][]>("Hashes", hashes),
            new NpgsqlParameter<bool>("Each", recording is Recording.EachThatMayBe),
            new NpgsqlParameter<bool>("All", recording is Recording.AllOrNone),
        ]);
    }

    /// <summary>What became of each.</summary>
    /// <param name="refused">The rows that the statement has answered with.</param>
    /// <param name="recording">As the statement was told.</param>
    public IReadOnlyList<WriteAttempt> Attempts(
        IReadOnlyList<TargetRow> refused, Recording recording = Recording.EachThatMayBe)
    {
        var attempts = new WriteAttempt[evaluations.Count];
        foreach (var row in refused)
            attempts[row.Position - 1] = new WriteAttempt(null, row.ToTarget());
        var written = recording is Recording.EachThatMayBe || (recording is Recording.AllOrNone && refused.Count == 0);
        for (var i = 0; i < attempts.Length; i++)
            attempts[i] ??= new WriteAttempt(written ? EvaluationView.Of(evaluations[i], hashes[i]) : null, null);
        return attempts;
    }

    private NpgsqlParameter<T[]> Column<T>(string name, Func<Evaluation, T> value) =>
        new(name, [.. evaluations.Select(value)]);
}
