-- Runs of two experiments, in pairs by a member of their metadata, that two users and an evaluator have judged against two
-- labels: 6 evaluations a run, of 1 % of them a second value by the same rater; 0.1 % have been corrected. After rows.sql.
create function bench.judge_id() returns uuid immutable parallel safe language sql return md5('judge')::uuid;

create function bench.experiment_id(experiment bigint) returns uuid immutable parallel safe language sql
  return md5('experiment ' || experiment)::uuid;

-- From 0 to 1.
create function bench.share(n bigint) returns double precision immutable parallel safe language sql
  return (hashint8(n)::bigint & 65535) / 65535.0;

-- Raters mostly agree: of scores half is the run's, of grades three in four are.
create function bench.judged(run bigint, item int) returns double precision immutable parallel safe language sql
  return case item % 2
    when 0 then (bench.share(run) + bench.share(run * 16 + item)) / 2
    else least(4, greatest(0, (hashint8(run)::bigint & 1023) % 5 +
      case hashint8(-run * 16 - item)::bigint & 7 when 0 then 1 when 1 then -1 else 0 end))
  end;

create function bench.misread(item int, value double precision) returns double precision immutable parallel safe
  language sql return case item % 2 when 0 then 1 - value else 4 - value end;

-- Items 6 to 11 are second values of 0 to 5.
create function bench.judgments(first bigint, last bigint)
  returns table (run bigint, item int, n bigint, value double precision, corrected boolean)
  immutable parallel safe language sql
begin atomic
  select r, k, r * 16 + k, bench.judged(r, k), abs(hashint8(r * 1600 + k)::bigint) % 1000 = 0
  from generate_series(first, last) r cross join generate_series(0, 11) k
  where k < 6 or abs(hashint8(r * 16 + k)::bigint) % 100 = 0;
end;

create procedure bench.prepare_statistics(account text) language sql begin atomic
  insert into evaluation_labels (account_id, id, name, value_type, min_value, max_value, categories, created_by, created_at)
  values
    (account, bench.label_id(1), 'Score', 'continuous', 0, 1, null, 'ada', timestamptz '2025-01-01Z'),
    (account, bench.label_id(2), 'Grade', 'ordinal', null, null, array['poor', 'fair', 'good', 'better', 'best'], 'ada',
      timestamptz '2025-01-01Z');
  insert into evaluators (account_id, id, name, kind, created_by, created_at)
  values (account, bench.judge_id(), 'Judge', 'llm', 'ada', timestamptz '2025-01-01Z');
end;

-- Long ago, since figures are as of now. The hashes are made up: nothing that is measured compares them.
create procedure bench.make_judgments(account text, first bigint, last bigint) language sql begin atomic
  insert into runs (account_id, id, status, experiment_id, created_by, created_at, metadata)
  select account, bench.run_id(r), 'completed', bench.experiment_id(r % 2), 'ada',
    timestamptz '2025-01-01Z' + r * interval '1 s', json_build_object('case', (r + 1) / 2)
  from generate_series(first, last) r;

  insert into run_evaluations (account_id, run_id, id, evaluation_label_id, version, value, first_value, output_name, comment,
    created_by, created_by_evaluator_id, created_at, updated_by, updated_at, hash)
  select account, bench.run_id(j.run), bench.evaluation_id(0, j.n), bench.label_id(1 + j.item % 2),
    case when j.corrected then 2 else 1 end, case when j.corrected then bench.misread(j.item, j.value) else j.value end,
    j.value, 'answer', bench.comment(j.run, j.item), (array['ada', 'bob'])[1 + j.item % 6 / 2],
    case when j.item % 6 / 2 = 2 then bench.judge_id() end, timestamptz '2025-01-01Z' + j.n * interval '100 ms',
    case when j.corrected then 'ada' end, case when j.corrected then timestamptz '2025-06-01Z' end,
    sha256((j.run || '/' || j.item)::bytea)
  from bench.judgments(first, last) j;

  insert into run_evaluation_entries (account_id, run_id, evaluation_id, version, action, value, created_by, created_at, reason,
    previous_hash, hash)
  select account, bench.run_id(j.run), bench.evaluation_id(0, j.n), 2, 'changed', bench.misread(j.item, j.value), 'ada',
    timestamptz '2025-06-01Z', 'It was misread.', sha256((j.run || '/' || j.item)::bytea),
    sha256((j.run || '/' || j.item || '/2')::bytea)
  from bench.judgments(first, last) j
  where j.corrected;
end;
