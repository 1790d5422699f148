-- Evaluations that come as a file, of any length. An import says how far it has come: the lines that were taken, and a
-- chain of hashes over them, by which a file that is sent again is known. A refused line keeps its reason.
create table imports (
  account_id text not null check (char_length(account_id) between 1 and 128),
  id uuid not null,
  format text not null check (format in ('ndjson', 'csv')),
  columns text[] check (array_ndims(columns) = 1),
  lines bigint not null check (lines >= 0),
  chain bytea not null check (octet_length(chain) = 32),
  created bigint not null check (created >= 0),
  refused bigint not null check (refused >= 0),
  blank bigint not null check (blank >= 0),
  started_at timestamptz not null,
  updated_at timestamptz not null,
  completed_at timestamptz,
  primary key (account_id, id),
  constraint imports_counts check (created + refused + blank <= lines)
);

create table import_refusals (
  account_id text not null check (char_length(account_id) between 1 and 128),
  import_id uuid not null,
  line bigint not null check (line >= 1),
  error json not null check (json_typeof(error) = 'object'),
  primary key (account_id, import_id, line),
  constraint import_refusals_import foreign key (account_id, import_id) references imports (account_id, id)
);

alter table imports enable row level security, force row level security;
alter table import_refusals enable row level security, force row level security;

create policy account on imports using (account_id = current_setting('run_evaluations.account_id', true));
create policy account on import_refusals using (account_id = current_setting('run_evaluations.account_id', true));

grant select, insert, update (lines, chain, created, refused, blank, updated_at, completed_at)
  on imports to run_evaluations_service;
grant select, insert on import_refusals to run_evaluations_service;
