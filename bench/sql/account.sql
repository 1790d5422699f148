-- Mirrors the first statement of AccountDatabase.Read: what row-level security compares every row with, for one transaction.
select set_config('run_evaluations.account_id', :account::text, true)
