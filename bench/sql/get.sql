-- Mirrors EvaluationRepository.Get.
select e.id, e.account_id, e.run_id, e.output_name, e.field_path, e.evaluation_label_id, e.value, e.created_by,
  e.created_by_evaluator_id, e.created_at, e.updated_by, e.updated_at, e.updated_by_evaluator_id, e.comment,
  e.metadata, e.confidence, e.version || '-' || encode(substring(e.hash for 8), 'hex') as tag
from run_evaluations e
where e.account_id = :account::text and e.run_id = :run::uuid and e.id = :id::uuid
