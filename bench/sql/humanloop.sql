-- Fills the experiments of an account's suite: a Log for each datapoint, which each evaluator of the suite has judged, with
-- the runs and the evaluations of the ledger that they are, and everything counted. What the service would have written had
-- it been sent one after the other; the hashes are real. Everything else was made over the API. Variables: account; suite;
-- corrected_every, how manieth evaluation has been corrected since, 0 for none.
-- Nothing is looked up that is known to be there.
begin;
set local session_replication_role = replica;

-- In the order of the numbers, as those of version 7 are in the order of time; a kind of its own for each table.
create function pg_temp.id(kind text, n bigint) returns uuid immutable language sql
  return (lpad(to_hex(1700000000000 + n), 12, '0') || '700' || kind || '8' || lpad(to_hex(n), 15, '0'))::uuid;

create function pg_temp.at(n bigint) returns timestamptz immutable language sql
  return timestamptz '2026-01-01Z' + n * interval '1 ms';

-- Four numbers for each: the Log itself and its judgments.
create temporary table subjects as
select 4 * row_number() over (order by s.added_at, p.position) as n, x.id as experiment_id, v.id as version_id, f.id as file_id,
  f.path, d.id as datapoint_id, d.content, p.position
from humanloop_suite_experiments s
join humanloop_experiments x on x.account_id = s.account_id and x.id = s.experiment_id
join humanloop_versions v on v.account_id = x.account_id and v.id = x.version_id
join humanloop_files f on f.account_id = v.account_id and f.id = v.file_id
join humanloop_version_datapoints p on p.account_id = x.account_id and p.version_id = x.dataset_version_id
join humanloop_datapoints d on d.account_id = p.account_id and d.id = p.datapoint_id
where s.account_id = :'account' and s.suite_id = :'suite';

create temporary table judgments as
select s.n + e.place as n, s.n as judged, s.experiment_id, s.datapoint_id, e.file_id, e.version_id, e.evaluator_id, e.label_id,
  case e.returns
    when 'boolean' then (s.position % 10 < 6)::int
    when 'number' then (s.n * 37 % 1000) / 1000.0
    else s.position * 7 % 3
  end::float8 as value,
  case when :corrected_every > 0 then (3 * (s.n / 4) + e.place) % :corrected_every = 0 else false end as corrected
from subjects s
cross join (
  select v.id as version_id, f.id as file_id, f.evaluator_id, v.evaluation_label_id as label_id,
    v.content #>> '{spec,return_type}' as returns, row_number() over (order by e.added_at) as place
  from humanloop_suite_evaluators e
  join humanloop_versions v on v.account_id = e.account_id and v.id = e.version_id
  join humanloop_files f on f.account_id = v.account_id and f.id = v.file_id
  where e.account_id = :'account' and e.suite_id = :'suite'
) e;

insert into runs (account_id, id, status, experiment_id, created_by, created_at, completed_at, result, metadata)
select :'account', pg_temp.id('1', n), 'completed', experiment_id, 'ada', pg_temp.at(n), pg_temp.at(n),
  json_build_object('outputs', json_build_object('output', 'Paris, says ' || md5(n::text))),
  json_build_object('humanloop_path', path, 'humanloop_version_id', 'flv_' || replace(version_id::text, '-', ''),
    'humanloop_datapoint_id', 'dp_' || replace(datapoint_id::text, '-', ''))
from subjects
order by n;

insert into humanloop_logs (account_id, id, file_id, version_id, run_id, datapoint_id, complete, content, created_by, created_at)
select :'account', pg_temp.id('1', l.n), l.file_id, l.version_id, pg_temp.id('1', l.judged), l.datapoint_id, true, l.content, 'ada',
  pg_temp.at(l.n)
from (
  select n, n as judged, file_id, version_id, datapoint_id, json_build_object('output', 'Paris, says ' || md5(n::text),
    'inputs', content -> 'inputs', 'start_time', pg_temp.at(n), 'end_time', pg_temp.at(n)) as content
  from subjects
  union all
  select n, judged, file_id, version_id, datapoint_id,
    json_build_object('start_time', pg_temp.at(n), 'end_time', pg_temp.at(n))
  from judgments
) l
order by l.n;

insert into humanloop_experiment_logs (account_id, experiment_id, log_id, datapoint_id)
select :'account', experiment_id, pg_temp.id('1', n), datapoint_id from subjects order by n;

insert into run_evaluations (account_id, run_id, id, evaluation_label_id, value, first_value, created_by_evaluator_id,
  created_at, hash)
select e.account_id, e.run_id, e.id, e.label_id, e.value, e.value, e.evaluator_id, e.created_at,
  sha256(record_send(row(null::bytea, e.account_id, e.run_id, e.id, 1, 'created'::text, e.value, null::text, e.evaluator_id,
    e.created_at, null::text, e.label_id, null::text, null::text, null::text, null::text, null::float8)))
from (
  select :'account'::text as account_id, pg_temp.id('1', judged) as run_id, pg_temp.id('2', n) as id, label_id, value,
    evaluator_id, pg_temp.at(n) as created_at
  from judgments
  order by n
) e;

insert into humanloop_judgments (account_id, log_id, id, file_id, version_id, outcome, evaluation_id)
select :'account', pg_temp.id('1', judged), pg_temp.id('1', n), file_id, version_id, 'judged', pg_temp.id('2', n)
from judgments
order by n;

insert into humanloop_counts (account_id, subject_id, shard, logs, changes, last_at)
select :'account', c.subject_id, c.n / 4 % 16, sum(c.logs), count(*), max(pg_temp.at(c.n))
from (
  select n, unnest(array[file_id, version_id, experiment_id]) as subject_id, 1 as logs from subjects
  union all
  select n, unnest(array[file_id, version_id]), 1 from judgments
  union all
  select n, experiment_id, 0 from judgments
) c
group by c.subject_id, c.n / 4 % 16;

-- Mirrors EvaluationRepository.Change: the row says what holds now, the entry what was done.
with corrected as (
  select e.account_id, e.run_id, e.id, e.hash as previous_hash, timestamptz '2026-02-01Z' as at, 'It was misread.' as reason,
    case when l.value_type = 'categorical' then (e.value + 1)::int % cardinality(l.categories) else 1 - e.value end as value
  from judgments j
  join run_evaluations e on e.account_id = :'account' and e.run_id = pg_temp.id('1', j.judged) and e.id = pg_temp.id('2', j.n)
  join evaluation_labels l on l.account_id = e.account_id and l.id = e.evaluation_label_id
  where j.corrected
), hashed as (
  select c.*, sha256(record_send(row(c.previous_hash, c.account_id, c.run_id, c.id, 2, 'changed'::text, c.value, 'ada'::text,
    null::uuid, c.at, c.reason))) as hash
  from corrected c
), entries as (
  insert into run_evaluation_entries (account_id, run_id, evaluation_id, version, action, value, created_by, created_at, reason,
    previous_hash, hash)
  select account_id, run_id, id, 2, 'changed', value, 'ada', at, reason, previous_hash, hash from hashed
)
update run_evaluations e set version = 2, value = h.value, hash = h.hash, updated_by = 'ada', updated_at = h.at
from hashed h
where e.account_id = h.account_id and e.run_id = h.run_id and e.id = h.id;
commit;
