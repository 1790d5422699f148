-- A run has its account: without being told, the planner multiplies the shares of both, and takes a run's evaluations for
-- fewer by as many times as there are accounts.
create statistics run_evaluations_account_run (dependencies) on account_id, run_id from run_evaluations;
