-- What a team would write for the figures of /v1/statistics: of the latest value of each rater for a target, per label.
-- Values are those of now, which saves it to look up what they were as of a moment.
select evaluation_label_id, count(*), avg(value), stddev_samp(value),
  percentile_cont(array[0.05, 0.25, 0.5, 0.75, 0.95]) within group (order by value)
from (
  select distinct on (run_id, evaluation_label_id, output_name, field_path, created_by, created_by_evaluator_id)
    evaluation_label_id, value
  from run_evaluations
  where account_id = :account::text and retracted_at is null
    and (:labels::uuid[] is null or evaluation_label_id = any (:labels::uuid[]))
  order by run_id, evaluation_label_id, output_name, field_path, created_by, created_by_evaluator_id, created_at desc,
    id desc
) latest
group by evaluation_label_id
