-- The keys that callers send along to be able to ask again, and what they were answered. A key is kept as a hash, which
-- covers its author too: it may be a secret, and it is one of 32 bytes whatever is sent. A row is seen by others only
-- together with its answer, since both are written in the transaction that does what was asked for.
create table idempotency_keys (
  account_id text not null check (char_length(account_id) between 1 and 128),
  key_hash bytea not null check (octet_length(key_hash) = 32),
  fingerprint bytea not null check (octet_length(fingerprint) = 32),
  answer json,
  expires_at timestamptz not null,
  primary key (account_id, key_hash)
);

-- For the clean-up, which every use of a key does a little of, in its own account.
create index idempotency_keys_by_expiry on idempotency_keys (account_id, expires_at);

alter table idempotency_keys enable row level security, force row level security;

create policy account on idempotency_keys using (account_id = current_setting('run_evaluations.account_id', true));

grant select, insert, update (fingerprint, answer, expires_at), delete on idempotency_keys to run_evaluations_service;
