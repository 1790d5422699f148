-- The evaluations and their later entries once more, partitioned by a hash of the account, with all that they have else.
-- What the service would be if its tables were like that; docs/decisions says what came of it.
do $$
declare
  plain text;
  kept record;
begin
  foreach plain in array array['run_evaluation_entries', 'run_evaluations'] loop
    execute format('alter table %I rename to %I', plain, 'old_' || plain);
  end loop;
  foreach plain in array array['run_evaluations', 'run_evaluation_entries'] loop
    execute format('create table %I (like %I including all) partition by hash (account_id)', plain, 'old_' || plain);
    for part in 0..15 loop
      execute format('create table %I partition of %I for values with (modulus 16, remainder %s)',
        plain || '_' || part, plain, part);
    end loop;
    for kept in
      select conname as name, pg_get_constraintdef(oid) as definition
      from pg_constraint where conrelid = ('old_' || plain)::regclass and contype = 'f'
    loop
      execute format('alter table %I add constraint %I %s', plain, kept.name, replace(kept.definition, 'old_', ''));
    end loop;
    execute format('alter table %I enable row level security, force row level security', plain);
    execute format('create policy account on %I using (account_id = current_setting(''run_evaluations.account_id'', true))', plain);
    execute format('grant select, insert, update, delete on %I to run_evaluations_service', plain);
  end loop;
  foreach plain in array array['run_evaluation_entries', 'run_evaluations'] loop
    execute format('drop table %I', 'old_' || plain);
  end loop;
end
$$;
