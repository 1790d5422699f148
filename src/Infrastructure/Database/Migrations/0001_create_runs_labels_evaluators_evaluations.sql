-- Every key starts with the account, so that no key reveals another account's ids and the tables can be distributed
-- by account. Ids are UUIDs of version 7, except those of runs, which the caller may bring.

create table runs (
  account_id text not null check (char_length(account_id) between 1 and 128),
  id uuid not null,
  status text not null
    check (status in ('running', 'completed', 'failed', 'cancelled', 'timeout', 'waiting')),
  experiment_id uuid,
  created_by text not null check (char_length(created_by) between 1 and 128),
  created_at timestamptz not null,
  completed_at timestamptz,
  failed_at timestamptz,
  -- json, not jsonb: what was sent comes back as it was spelt.
  result json check (json_typeof(result) = 'object'),
  metadata json check (json_typeof(metadata) = 'object'),
  total_prompt_tokens bigint check (total_prompt_tokens >= 0),
  total_cached_tokens bigint check (total_cached_tokens >= 0),
  total_completion_tokens bigint check (total_completion_tokens >= 0),
  total_tokens bigint check (total_tokens >= 0),
  total_cost double precision check (total_cost >= 0 and total_cost < 'infinity'),
  primary key (account_id, id)
);

create index runs_by_time on runs (account_id, created_at desc, id desc);
create index runs_by_experiment on runs (account_id, experiment_id, created_at desc, id desc)
  where experiment_id is not null;

create table evaluation_labels (
  account_id text not null check (char_length(account_id) between 1 and 128),
  id uuid not null,
  name text not null check (char_length(name) between 1 and 200),
  description text check (char_length(description) <= 10000),
  value_type text not null check (value_type in ('binary', 'continuous', 'categorical', 'ordinal')),
  min_value double precision,
  max_value double precision,
  categories text[] check (array_ndims(categories) = 1 and array_position(categories, null) is null),
  -- The values that the label allows, in the form that the statements which write a value compare with.
  lowest_value double precision not null generated always as
    (case value_type when 'continuous' then min_value else 0 end) stored,
  highest_value double precision not null generated always as
    (case value_type when 'continuous' then max_value when 'binary' then 1 else cardinality(categories) - 1 end) stored,
  whole_values boolean not null generated always as (value_type <> 'continuous') stored,
  created_by text not null check (char_length(created_by) between 1 and 128),
  created_at timestamptz not null,
  updated_by text check (char_length(updated_by) between 1 and 128),
  updated_at timestamptz,
  archived_at timestamptz,
  primary key (account_id, id),
  constraint evaluation_labels_last_change check ((updated_by is null) = (updated_at is null)),
  constraint evaluation_labels_constraint check (
    case value_type
      when 'binary' then min_value is null and max_value is null and categories is null
      when 'continuous' then categories is null
        and min_value > '-infinity' and max_value < 'infinity' and min_value < max_value
      else min_value is null and max_value is null and cardinality(categories) between 2 and 100
    end)
);

create unique index evaluation_labels_name on evaluation_labels (account_id, name) where archived_at is null;

create table evaluators (
  account_id text not null check (char_length(account_id) between 1 and 128),
  id uuid not null,
  name text not null check (char_length(name) between 1 and 200),
  description text check (char_length(description) <= 10000),
  kind text not null check (kind in ('human', 'llm', 'code')),
  created_by text not null check (char_length(created_by) between 1 and 128),
  created_at timestamptz not null,
  updated_by text check (char_length(updated_by) between 1 and 128),
  updated_at timestamptz,
  archived_at timestamptz,
  primary key (account_id, id),
  constraint evaluators_last_change check ((updated_by is null) = (updated_at is null))
);

create unique index evaluators_name on evaluators (account_id, name) where archived_at is null;

-- The labels that an evaluator fills.
create table evaluator_labels (
  account_id text not null,
  evaluator_id uuid not null,
  evaluation_label_id uuid not null,
  primary key (account_id, evaluator_id, evaluation_label_id),
  foreign key (account_id, evaluator_id) references evaluators (account_id, id),
  foreign key (account_id, evaluation_label_id) references evaluation_labels (account_id, id)
);

-- One index serves reading one, listing a run's in the order of creation, and paging; an insert touches one index.
create table run_evaluations (
  account_id text not null,
  run_id uuid not null,
  id uuid not null,
  evaluation_label_id uuid not null,
  -- NaN compares greater than infinity: one comparison on each side refuses all three.
  value double precision not null check (value > '-infinity' and value < 'infinity'),
  output_name text check (char_length(output_name) <= 1000),
  field_path text check (char_length(field_path) <= 1000),
  comment text check (char_length(comment) <= 10000),
  metadata json check (json_typeof(metadata) = 'object'),
  confidence double precision check (confidence between 0 and 1),
  created_by text check (char_length(created_by) between 1 and 128),
  created_by_evaluator_id uuid,
  created_at timestamptz not null,
  updated_by text check (char_length(updated_by) between 1 and 128),
  updated_by_evaluator_id uuid,
  updated_at timestamptz,
  primary key (account_id, run_id, id),
  constraint run_evaluations_author check (num_nonnulls(created_by, created_by_evaluator_id) = 1),
  constraint run_evaluations_last_change check (
    num_nonnulls(updated_by, updated_by_evaluator_id) = case when updated_at is null then 0 else 1 end),
  constraint run_evaluations_run foreign key (account_id, run_id) references runs (account_id, id),
  constraint run_evaluations_label foreign key (account_id, evaluation_label_id)
    references evaluation_labels (account_id, id),
  constraint run_evaluations_evaluator foreign key (account_id, created_by_evaluator_id)
    references evaluators (account_id, id),
  constraint run_evaluations_last_evaluator foreign key (account_id, updated_by_evaluator_id)
    references evaluators (account_id, id)
);
