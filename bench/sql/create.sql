-- One evaluation in one statement: the plain way to do what EvaluationRepository.Create does, with the same checks, the
-- same columns and the same hash, and one answer for whatever is missing. All references run this one: pgbench, the raw
-- minimal API and the Node service. It stays as it is when the service's own statement changes.
with target as (
  select exists (select from runs r where r.account_id = :account::text and r.id = :run::uuid) as found,
    l.id as label_id, l.name as label_name, l.value_type, l.min_value, l.max_value, l.categories,
    l.archived_at is not null as archived,
    :value::float8 between l.lowest_value and l.highest_value
      and (not l.whole_values or :value::float8 = trunc(:value::float8)) as permitted,
    :evaluator::uuid is null or exists (
      select from evaluator_labels f
      join evaluators v on v.account_id = f.account_id and v.id = f.evaluator_id and v.archived_at is null
      where f.account_id = :account::text and f.evaluator_id = :evaluator::uuid and f.evaluation_label_id = l.id
    ) as may_use
  from (values (1)) as one
  left join evaluation_labels l on l.account_id = :account::text and l.id = :label::uuid
), written as (
  insert into run_evaluations as e (account_id, run_id, id, evaluation_label_id, value, first_value,
    output_name, field_path, comment, metadata, confidence, created_by, created_by_evaluator_id, created_at, hash)
  select :account::text, :run::uuid, :id::uuid, t.label_id, :value::float8, :value::float8,
    :output_name::text, :field_path::text, :comment::text, :metadata::json, :confidence::float8,
    :user::text, :evaluator::uuid, :created_at::timestamptz,
    sha256(record_send(row(null::bytea, :account::text, :run::uuid, :id::uuid, 1, 'created'::text,
      :value::float8, :user::text, :evaluator::uuid, :created_at::timestamptz, null::text,
      :label::uuid, :output_name::text, :field_path::text, :comment::text, :metadata::json::text,
      :confidence::float8)))
  from target t
  where t.found and not t.archived and t.may_use and t.permitted
  returning e.id, e.account_id, e.run_id, e.output_name, e.field_path, e.evaluation_label_id, e.value, e.created_by,
    e.created_by_evaluator_id, e.created_at, e.updated_by, e.updated_at, e.updated_by_evaluator_id, e.comment,
    e.metadata, e.confidence, e.version || '-' || encode(substring(e.hash for 8), 'hex') as tag
)
select t.found, t.label_id, t.label_name, t.value_type, t.min_value, t.max_value, t.categories, t.archived, t.may_use,
  e.id, e.account_id, e.run_id, e.output_name, e.field_path, e.evaluation_label_id, e.value, e.created_by,
  e.created_by_evaluator_id, e.created_at, e.updated_by, e.updated_at, e.updated_by_evaluator_id, e.comment,
  e.metadata, e.confidence, e.tag
from target t left join written e on true
