-- What clients of Humanloop's API keep beside the ledger. Its Logs are runs and its judgments are evaluations, as far as
-- the ledger can hold them; here is the rest. docs/decisions/0023 says which is which.

-- A prompt, a tool, a flow, an agent, an evaluator or a dataset: a place that versions have in common.
create table humanloop_files (
  account_id text not null check (char_length(account_id) between 1 and 128),
  id uuid not null,
  kind text not null check (kind in ('prompt', 'tool', 'flow', 'agent', 'evaluator', 'dataset')),
  path text not null check (char_length(path) between 1 and 500),
  -- The evaluator of the ledger that the judgments of this one are recorded as.
  evaluator_id uuid,
  created_by text not null check (char_length(created_by) between 1 and 128),
  created_at timestamptz not null,
  deleted_at timestamptz,
  primary key (account_id, id),
  constraint humanloop_files_evaluator foreign key (account_id, evaluator_id) references evaluators (account_id, id)
);

create unique index humanloop_files_path on humanloop_files (account_id, path) where deleted_at is null;

-- The same content is the same version. The content never changes; its name and description may.
create table humanloop_versions (
  account_id text not null check (char_length(account_id) between 1 and 128),
  id uuid not null,
  file_id uuid not null,
  content json not null check (json_typeof(content) = 'object'),
  content_hash bytea not null check (octet_length(content_hash) = 32),
  name text check (char_length(name) between 1 and 200),
  description text check (char_length(description) <= 10000),
  -- Of a dataset.
  datapoints int check (datapoints >= 0),
  -- Of an evaluator: the label that its judgments are recorded against, where the ledger can hold them.
  evaluation_label_id uuid,
  created_by text not null check (char_length(created_by) between 1 and 128),
  created_at timestamptz not null,
  deleted_at timestamptz,
  primary key (account_id, id),
  constraint humanloop_versions_file foreign key (account_id, file_id) references humanloop_files (account_id, id),
  constraint humanloop_versions_label foreign key (account_id, evaluation_label_id)
    references evaluation_labels (account_id, id)
);

create unique index humanloop_versions_content on humanloop_versions (account_id, file_id, content_hash)
  where deleted_at is null;
create unique index humanloop_versions_name on humanloop_versions (account_id, file_id, name)
  where deleted_at is null and name is not null;

-- Which version of a file an environment has.
create table humanloop_deployments (
  account_id text not null check (char_length(account_id) between 1 and 128),
  file_id uuid not null,
  environment text not null check (environment in ('production', 'staging', 'development')),
  version_id uuid not null,
  deployed_by text not null check (char_length(deployed_by) between 1 and 128),
  deployed_at timestamptz not null,
  primary key (account_id, file_id, environment),
  constraint humanloop_deployments_file foreign key (account_id, file_id) references humanloop_files (account_id, id),
  constraint humanloop_deployments_version foreign key (account_id, version_id)
    references humanloop_versions (account_id, id)
);

-- A datapoint belongs to a dataset, and is the same one in each version that has it.
create table humanloop_datapoints (
  account_id text not null check (char_length(account_id) between 1 and 128),
  id uuid not null,
  file_id uuid not null,
  content json not null check (json_typeof(content) = 'object'),
  content_hash bytea not null check (octet_length(content_hash) = 32),
  primary key (account_id, id),
  constraint humanloop_datapoints_content unique (account_id, file_id, content_hash),
  constraint humanloop_datapoints_file foreign key (account_id, file_id) references humanloop_files (account_id, id)
);

create table humanloop_version_datapoints (
  account_id text not null check (char_length(account_id) between 1 and 128),
  version_id uuid not null,
  datapoint_id uuid not null,
  position int not null check (position >= 1),
  primary key (account_id, version_id, datapoint_id),
  constraint humanloop_version_datapoints_version foreign key (account_id, version_id)
    references humanloop_versions (account_id, id),
  constraint humanloop_version_datapoints_datapoint foreign key (account_id, datapoint_id)
    references humanloop_datapoints (account_id, id)
);

create unique index humanloop_version_datapoints_position
  on humanloop_version_datapoints (account_id, version_id, position);

-- A Log of a version. It is the run of the ledger that has its id; an evaluator's Log only once it is judged itself.
create table humanloop_logs (
  account_id text not null check (char_length(account_id) between 1 and 128),
  id uuid not null,
  file_id uuid not null,
  version_id uuid not null,
  run_id uuid not null,
  trace_parent_id uuid,
  datapoint_id uuid,
  -- False while a flow's Log waits for the rest of its trace.
  complete boolean not null,
  content json not null check (json_typeof(content) = 'object'),
  created_by text not null check (char_length(created_by) between 1 and 128),
  created_at timestamptz not null,
  primary key (account_id, id),
  constraint humanloop_logs_file foreign key (account_id, file_id) references humanloop_files (account_id, id),
  constraint humanloop_logs_version foreign key (account_id, version_id) references humanloop_versions (account_id, id),
  constraint humanloop_logs_run foreign key (account_id, run_id) references runs (account_id, id),
  constraint humanloop_logs_datapoint foreign key (account_id, datapoint_id)
    references humanloop_datapoints (account_id, id)
);

create index humanloop_logs_by_file on humanloop_logs (account_id, file_id, id desc);
create index humanloop_logs_by_run on humanloop_logs (account_id, run_id);
create index humanloop_logs_by_trace on humanloop_logs (account_id, trace_parent_id) where trace_parent_id is not null;

-- What an evaluator's Log says of the Log that it judges. A judgment that the ledger holds is an evaluation there.
create table humanloop_judgments (
  account_id text not null check (char_length(account_id) between 1 and 128),
  log_id uuid not null,
  id uuid not null,
  file_id uuid not null,
  version_id uuid not null,
  outcome text not null check (outcome in ('judged', 'none', 'failed', 'pending')),
  evaluation_id uuid,
  -- Of a judgment that the ledger does not hold: a text, or several options.
  judgment json,
  primary key (account_id, log_id, id),
  constraint humanloop_judgments_kept check (
    num_nonnulls(evaluation_id, judgment) = case outcome when 'judged' then 1 else 0 end),
  constraint humanloop_judgments_log foreign key (account_id, log_id) references humanloop_logs (account_id, id),
  constraint humanloop_judgments_own_log foreign key (account_id, id) references humanloop_logs (account_id, id),
  constraint humanloop_judgments_version foreign key (account_id, version_id)
    references humanloop_versions (account_id, id)
);

create index humanloop_judgments_own on humanloop_judgments (account_id, id);

-- Humanloop's Evaluation: evaluators, and the experiments that they judge. It is not an evaluation of the ledger.
create table humanloop_suites (
  account_id text not null check (char_length(account_id) between 1 and 128),
  id uuid not null,
  file_id uuid,
  name text check (char_length(name) between 1 and 200),
  created_by text not null check (char_length(created_by) between 1 and 128),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  primary key (account_id, id),
  constraint humanloop_suites_file foreign key (account_id, file_id) references humanloop_files (account_id, id)
);

create unique index humanloop_suites_name
  on humanloop_suites (account_id, coalesce(file_id, '00000000-0000-0000-0000-000000000000'), name)
  where deleted_at is null and name is not null;
create index humanloop_suites_by_file on humanloop_suites (account_id, file_id, id desc) where deleted_at is null;

create table humanloop_suite_evaluators (
  account_id text not null check (char_length(account_id) between 1 and 128),
  suite_id uuid not null,
  version_id uuid not null,
  orchestrated boolean not null,
  added_at timestamptz not null,
  primary key (account_id, suite_id, version_id),
  constraint humanloop_suite_evaluators_suite foreign key (account_id, suite_id)
    references humanloop_suites (account_id, id),
  constraint humanloop_suite_evaluators_version foreign key (account_id, version_id)
    references humanloop_versions (account_id, id)
);

-- Humanloop's Run of an Evaluation: a version over a dataset. It is the experiment that its runs in the ledger name.
create table humanloop_experiments (
  account_id text not null check (char_length(account_id) between 1 and 128),
  id uuid not null,
  dataset_version_id uuid,
  version_id uuid,
  orchestrated boolean not null,
  -- Said by a caller; otherwise the status follows from what there is.
  closed_as text check (closed_as in ('completed', 'cancelled')),
  created_by text not null check (char_length(created_by) between 1 and 128),
  created_at timestamptz not null,
  primary key (account_id, id),
  constraint humanloop_experiments_dataset foreign key (account_id, dataset_version_id)
    references humanloop_versions (account_id, id),
  constraint humanloop_experiments_version foreign key (account_id, version_id)
    references humanloop_versions (account_id, id)
);

create index humanloop_experiments_open on humanloop_experiments (account_id, version_id) where closed_as is null;

create table humanloop_suite_experiments (
  account_id text not null check (char_length(account_id) between 1 and 128),
  suite_id uuid not null,
  experiment_id uuid not null,
  control boolean not null,
  added_at timestamptz not null,
  primary key (account_id, suite_id, experiment_id),
  constraint humanloop_suite_experiments_suite foreign key (account_id, suite_id)
    references humanloop_suites (account_id, id),
  constraint humanloop_suite_experiments_experiment foreign key (account_id, experiment_id)
    references humanloop_experiments (account_id, id)
);

create unique index humanloop_suite_experiments_control on humanloop_suite_experiments (account_id, suite_id) where control;

create table humanloop_experiment_logs (
  account_id text not null check (char_length(account_id) between 1 and 128),
  experiment_id uuid not null,
  log_id uuid not null,
  datapoint_id uuid,
  primary key (account_id, experiment_id, log_id),
  constraint humanloop_experiment_logs_experiment foreign key (account_id, experiment_id)
    references humanloop_experiments (account_id, id),
  constraint humanloop_experiment_logs_log foreign key (account_id, log_id) references humanloop_logs (account_id, id)
);

create index humanloop_experiment_logs_by_log on humanloop_experiment_logs (account_id, log_id);
create index humanloop_experiment_logs_by_datapoint on humanloop_experiment_logs (account_id, experiment_id, datapoint_id)
  where datapoint_id is not null;

-- How many Logs a file, a version or an experiment has, and how often anything about them has changed: counted as they
-- are written, so that nobody has to count a hundred thousand. In shards, so that writers seldom wait for each other.
create table humanloop_counts (
  account_id text not null check (char_length(account_id) between 1 and 128),
  subject_id uuid not null,
  shard smallint not null check (shard between 0 and 15),
  logs bigint not null,
  changes bigint not null check (changes >= 0),
  last_at timestamptz not null,
  primary key (account_id, subject_id, shard)
);

-- Corrections and retractions are few: whoever keeps figures asks whether there are new ones. The index alone answers.
create index run_evaluations_changed on run_evaluations (account_id, run_id) include (version) where version > 1;

alter table humanloop_files enable row level security, force row level security;
alter table humanloop_versions enable row level security, force row level security;
alter table humanloop_deployments enable row level security, force row level security;
alter table humanloop_datapoints enable row level security, force row level security;
alter table humanloop_version_datapoints enable row level security, force row level security;
alter table humanloop_logs enable row level security, force row level security;
alter table humanloop_judgments enable row level security, force row level security;
alter table humanloop_suites enable row level security, force row level security;
alter table humanloop_suite_evaluators enable row level security, force row level security;
alter table humanloop_experiments enable row level security, force row level security;
alter table humanloop_suite_experiments enable row level security, force row level security;
alter table humanloop_experiment_logs enable row level security, force row level security;
alter table humanloop_counts enable row level security, force row level security;

create policy account on humanloop_files using (account_id = current_setting('run_evaluations.account_id', true));
create policy account on humanloop_versions using (account_id = current_setting('run_evaluations.account_id', true));
create policy account on humanloop_deployments using (account_id = current_setting('run_evaluations.account_id', true));
create policy account on humanloop_datapoints using (account_id = current_setting('run_evaluations.account_id', true));
create policy account on humanloop_version_datapoints
  using (account_id = current_setting('run_evaluations.account_id', true));
create policy account on humanloop_logs using (account_id = current_setting('run_evaluations.account_id', true));
create policy account on humanloop_judgments using (account_id = current_setting('run_evaluations.account_id', true));
create policy account on humanloop_suites using (account_id = current_setting('run_evaluations.account_id', true));
create policy account on humanloop_suite_evaluators
  using (account_id = current_setting('run_evaluations.account_id', true));
create policy account on humanloop_experiments using (account_id = current_setting('run_evaluations.account_id', true));
create policy account on humanloop_suite_experiments
  using (account_id = current_setting('run_evaluations.account_id', true));
create policy account on humanloop_experiment_logs
  using (account_id = current_setting('run_evaluations.account_id', true));
create policy account on humanloop_counts using (account_id = current_setting('run_evaluations.account_id', true));

grant select, insert, update (path, deleted_at) on humanloop_files to run_evaluations_service;
grant select, insert, update (name, description, deleted_at) on humanloop_versions to run_evaluations_service;
grant select, insert, delete, update (version_id, deployed_by, deployed_at)
  on humanloop_deployments to run_evaluations_service;
grant select, insert on humanloop_datapoints to run_evaluations_service;
grant select, insert on humanloop_version_datapoints to run_evaluations_service;
grant select, insert, delete, update (complete, content) on humanloop_logs to run_evaluations_service;
grant select, insert, delete on humanloop_judgments to run_evaluations_service;
grant select, insert, update (updated_at, deleted_at) on humanloop_suites to run_evaluations_service;
grant select, insert, delete on humanloop_suite_evaluators to run_evaluations_service;
grant select, insert, update (closed_as) on humanloop_experiments to run_evaluations_service;
grant select, insert, delete, update (control) on humanloop_suite_experiments to run_evaluations_service;
grant select, insert, delete on humanloop_experiment_logs to run_evaluations_service;
grant select, insert, update (logs, changes, last_at) on humanloop_counts to run_evaluations_service;
