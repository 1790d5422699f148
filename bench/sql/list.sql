-- Mirrors the second statement of EvaluationRepository.List, without a limit: every row of a run.
select e.id, e.account_id, e.run_id, e.output_name, e.field_path, e.evaluation_label_id, e.value, e.created_by,
  e.created_by_evaluator_id, e.created_at, e.updated_by, e.updated_at, e.updated_by_evaluator_id, e.comment,
  e.metadata, e.confidence
from run_evaluations e
where e.account_id = :account::text and e.run_id = :run::uuid and e.retracted_at is null
order by e.id
