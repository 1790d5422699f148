-- API keys. Of the secret only a SHA-256 is kept; what is refused and why stays known after a key was revoked.
create table api_keys (
  account_id text not null check (char_length(account_id) between 1 and 128),
  id uuid not null,
  name text not null check (char_length(name) between 1 and 200),
  prefix text not null check (char_length(prefix) = 12),
  secret_hash bytea not null check (octet_length(secret_hash) = 32),
  scopes text[] not null check (cardinality(scopes) >= 1 and array_ndims(scopes) = 1
    and scopes <@ array['evaluations:read', 'evaluations:write', 'labels:write', 'admin']),
  user_id text check (char_length(user_id) between 1 and 128),
  evaluator_id uuid,
  created_by text not null check (char_length(created_by) between 1 and 128),
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz,
  primary key (account_id, id),
  constraint api_keys_holder check (num_nonnulls(user_id, evaluator_id) = 1),
  constraint api_keys_evaluator foreign key (account_id, evaluator_id) references evaluators (account_id, id)
);

create unique index api_keys_secret on api_keys (account_id, secret_hash);

-- For the list and the count of keys that are not revoked: revoked ones stay, and may come to outnumber them.
create index api_keys_not_revoked on api_keys (account_id, id) where revoked_at is null;

alter table api_keys enable row level security, force row level security;

create policy account on api_keys using (account_id = current_setting('run_evaluations.account_id', true));

grant select, insert, update (revoked_at, last_used_at) on api_keys to run_evaluations_service;
