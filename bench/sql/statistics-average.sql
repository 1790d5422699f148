-- The least that there is to ask: nothing is sorted.
select evaluation_label_id, count(*), avg(value)
from run_evaluations
where account_id = :account::text and retracted_at is null
  and (:labels::uuid[] is null or evaluation_label_id = any (:labels::uuid[]))
group by evaluation_label_id
