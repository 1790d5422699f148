-- The role that the service works as: it owns nothing, and may do what is granted to it below. It is one role for the
-- whole server, so that another database may have made it already, at this very moment even.
do $$
begin
  if not exists (select from pg_roles where rolname = 'run_evaluations_service') then
    create role run_evaluations_service nologin;
  end if;
exception
  when duplicate_object or unique_violation then null;
  when insufficient_privilege then
    raise exception 'there is no role run_evaluations_service, and % may not create it; as a superuser: %',
      current_user, 'create role run_evaluations_service login password ''...''';
end
$$;

-- An evaluation's first entry is its own row, in columns that never change; version, value, hash and the columns of
-- the last change are those of its latest entry. Evaluations that were corrected before there was a history begin it
-- with the value that they have now.
alter table run_evaluations
  add column first_value double precision check (first_value > '-infinity' and first_value < 'infinity'),
  add column version int not null default 1 check (version >= 1),
  add column hash bytea check (octet_length(hash) = 32),
  add column retracted_at timestamptz;

-- SHA-256 over the binary form of a record (record_send); docs/promises.md says which fields, and
-- EvaluationEntryHash computes the same.
update run_evaluations set
  first_value = value,
  hash = sha256(record_send(row(
    null::bytea, account_id, run_id, id, 1, 'created'::text, value, created_by, created_by_evaluator_id, created_at,
    null::text, evaluation_label_id, output_name, field_path, comment, metadata::text, confidence)));

alter table run_evaluations
  alter column first_value set not null,
  alter column hash set not null;

-- The second and later entries of evaluations. They are never altered.
create table run_evaluation_entries (
  account_id text not null,
  run_id uuid not null,
  evaluation_id uuid not null,
  version int not null check (version >= 2),
  action text not null check (action in ('changed', 'retracted')),
  value double precision not null check (value > '-infinity' and value < 'infinity'),
  created_by text check (char_length(created_by) between 1 and 128),
  created_by_evaluator_id uuid,
  created_at timestamptz not null,
  reason text check (char_length(reason) between 1 and 1000),
  previous_hash bytea not null check (octet_length(previous_hash) = 32),
  hash bytea not null check (octet_length(hash) = 32),
  primary key (account_id, run_id, evaluation_id, version),
  constraint run_evaluation_entries_author check (num_nonnulls(created_by, created_by_evaluator_id) = 1),
  constraint run_evaluation_entries_evaluation foreign key (account_id, run_id, evaluation_id)
    references run_evaluations (account_id, run_id, id),
  constraint run_evaluation_entries_evaluator foreign key (account_id, created_by_evaluator_id)
    references evaluators (account_id, id)
);

-- The second wall: whatever a statement says, it sees and writes rows of the account that its transaction was told.
-- Forced, so that the owner is behind it too.
alter table runs enable row level security, force row level security;
alter table evaluation_labels enable row level security, force row level security;
alter table evaluators enable row level security, force row level security;
alter table evaluator_labels enable row level security, force row level security;
alter table run_evaluations enable row level security, force row level security;
alter table run_evaluation_entries enable row level security, force row level security;

create policy account on runs using (account_id = current_setting('run_evaluations.account_id', true));
create policy account on evaluation_labels using (account_id = current_setting('run_evaluations.account_id', true));
create policy account on evaluators using (account_id = current_setting('run_evaluations.account_id', true));
create policy account on evaluator_labels using (account_id = current_setting('run_evaluations.account_id', true));
create policy account on run_evaluations using (account_id = current_setting('run_evaluations.account_id', true));
create policy account on run_evaluation_entries
  using (account_id = current_setting('run_evaluations.account_id', true));

-- Up to PostgreSQL 14, and in what was upgraded from it, everybody may create there: also a function that shadows one
-- which the owner calls.
revoke create on schema public from public;

grant select on schema_migrations to run_evaluations_service;
grant select, insert,
  update (status, completed_at, failed_at, result, metadata, total_prompt_tokens, total_cached_tokens,
    total_completion_tokens, total_tokens, total_cost)
  on runs to run_evaluations_service;
grant select, insert, update (name, description, updated_by, updated_at, archived_at)
  on evaluation_labels to run_evaluations_service;
grant select, insert, update (name, description, updated_by, updated_at, archived_at)
  on evaluators to run_evaluations_service;
grant select, insert, delete on evaluator_labels to run_evaluations_service;
grant select, insert,
  update (version, value, hash, updated_by, updated_by_evaluator_id, updated_at, retracted_at)
  on run_evaluations to run_evaluations_service;
-- Entries are added and read: nothing else, whatever the service is talked into.
grant select, insert on run_evaluation_entries to run_evaluations_service;
