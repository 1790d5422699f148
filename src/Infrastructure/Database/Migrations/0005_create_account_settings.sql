-- What an operator has settled for an account; an account without a row has the defaults. The service may read what is
-- settled for the account that it works for, and change nothing.
create table account_settings (
  account_id text primary key check (char_length(account_id) between 1 and 128),
  run_retention_days int not null check (run_retention_days between 1 and 36500)
);

alter table account_settings enable row level security, force row level security;

create policy account on account_settings using (account_id = current_setting('run_evaluations.account_id', true));

grant select on account_settings to run_evaluations_service;

-- The clean-up has to find the accounts that have something to clean up, and forced row-level security holds the owner
-- too. These let it look, in these two tables; what it deletes, it deletes for one account at a time, like everybody.
create policy clean_up on account_settings for select to current_user using (true);
create policy clean_up on idempotency_keys for select to current_user using (true);
