-- Makes rows that look like real ones, as functions of a number, so that every candidate can be asked for the same ones.
-- Runs have random ids and are spread over the accounts; most hold a few evaluations, some a thousand.
create schema bench;

create function bench.account(run bigint, accounts int) returns text immutable parallel safe language sql
  return 'bench-' || (1 + (run - 1) % accounts);

create function bench.run_id(run bigint) returns uuid immutable parallel safe language sql
  return md5('run ' || run)::uuid;

create function bench.label_id(label int) returns uuid immutable parallel safe language sql
  return md5('label ' || label)::uuid;

-- In the order of the numbers, as those of version 7 are in the order of time.
create function bench.evaluation_id(run bigint, item bigint) returns uuid immutable parallel safe language sql
  return (lpad(to_hex(1700000000000 + run * 1000 + item), 12, '0') || '70008'
    || lpad(to_hex(run * 1000 + item), 15, '0'))::uuid;

create function bench.value(label int, item bigint) returns double precision immutable parallel safe language sql
  return case label when 1 then item % 2 when 2 then (item * 37 % 1000) / 1000.0 else item * 7 % 5 end;

create function bench.comment(run bigint, item bigint) returns text immutable parallel safe language sql
  return 'The answer names its source, ' || md5(run || '/' || item) || '.';

create function bench.size(run bigint, few int, long_every int) returns int immutable parallel safe language sql
  return case when run % long_every = 0 then 1000 else few end;

create procedure bench.prepare(accounts int) language sql begin atomic
  insert into evaluation_labels (account_id, id, name, value_type, min_value, max_value, categories, created_by, created_at)
  select bench.account(a, accounts), bench.label_id(l), 'Label ' || l,
    (array['binary', 'continuous', 'categorical', 'ordinal'])[l],
    case l when 2 then 0 end, case l when 2 then 1 end,
    case when l > 2 then array['poor', 'fair', 'good', 'better', 'best'] end, 'ada', now()
  from generate_series(1, accounts) a, generate_series(1, 4) l;
end;

create procedure bench.make_runs(first bigint, last bigint, accounts int) language sql begin atomic
  insert into runs (account_id, id, status, created_by, created_at, result)
  select bench.account(r, accounts), bench.run_id(r), 'completed', 'ada', timestamptz '2026-01-01Z' + r * interval '1 s',
    json_build_object('outputs', json_build_object('answer', 'Paris, says ' || md5(r::text)))
  from generate_series(first, last) r;
end;

-- The hashes are made up: nothing that is measured compares them.
create procedure bench.make_evaluations(first bigint, last bigint, accounts int, few int, long_every int)
language sql begin atomic
  insert into run_evaluations (account_id, run_id, id, evaluation_label_id, value, first_value, output_name, comment,
    created_by, created_at, hash)
  select bench.account(r, accounts), bench.run_id(r), bench.evaluation_id(r, k), bench.label_id(1 + k % 4),
    bench.value(1 + k % 4, k), bench.value(1 + k % 4, k), 'answer', bench.comment(r, k), 'ada',
    timestamptz '2026-01-01Z' + (r * 1000 + k) * interval '1 ms', sha256((r || '/' || k)::bytea)
  from generate_series(first, last) r, generate_series(0, bench.size(r, few, long_every) - 1) k;
end;
