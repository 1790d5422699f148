-- The same of all rows as they stand: who has changed their mind counts twice.
select evaluation_label_id, count(*), avg(value), stddev_samp(value),
  percentile_cont(array[0.05, 0.25, 0.5, 0.75, 0.95]) within group (order by value)
from run_evaluations
where account_id = :account::text and retracted_at is null
  and (:labels::uuid[] is null or evaluation_label_id = any (:labels::uuid[]))
group by evaluation_label_id
