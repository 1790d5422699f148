-- Lists of runs that links name: a selection may have more of them than fit into an address. The same list is one row, and a
-- list that no answer has linked to for a while goes.
create table kept_runs (
  account_id text not null check (char_length(account_id) between 1 and 128),
  id uuid not null,
  run_ids uuid[] not null check (array_ndims(run_ids) = 1 and array_position(run_ids, null) is null),
  kept_at timestamptz not null,
  primary key (account_id, id)
);

create index kept_runs_by_time on kept_runs (account_id, kept_at);

alter table kept_runs enable row level security, force row level security;

create policy account on kept_runs using (account_id = current_setting('run_evaluations.account_id', true));

grant select, insert, update (kept_at), delete on kept_runs to run_evaluations_service;
