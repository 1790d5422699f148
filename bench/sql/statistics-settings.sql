-- What the service sets for statistics, for the references as well. For the transaction alone.
select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('jit', 'off', true),
  set_config('enable_incremental_sort', 'off', true), set_config('parallel_tuple_cost', '0.01', true),
  set_config('work_mem', '64MB', true)
