-- Imports: what was brought in, by whom, and what it changed, so that it can be undone.
create sequence import_run_number;

create table import_run (
  county text not null,
  id bigint not null,
  source text not null,
  layer text not null,
  file text not null,
  at timestamptz not null,
  -- title of the post that imported it, 'gridboard' on the command line
  actor text not null,
  -- counts and lists: server/features/import/report.ts
  report jsonb not null,
  undone_at timestamptz,
  undone_by text,
  primary key (county, id)
);

-- One row that an import made, changed or removed: what it was (null: it was not there) and a hash of what it became
-- (null: removed). An undo finds by the hash whether anybody has changed it since.
create table import_change (
  county text not null,
  run bigint not null,
  place text not null,
  key text not null,
  before jsonb,
  after text,
  primary key (county, run, place, key)
);

-- which line of its source an edge is a piece of; '' for edges from before this was kept
alter table walk_edge add column source_key text not null default '';

-- gates from a file, or found where paths cross walls
alter table gate add column source text not null default '';
alter table gate add column source_key text not null default '';
