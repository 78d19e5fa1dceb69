-- The life of a plan: who did what to it, what was said about it, and the day from which it holds.
alter table plan drop constraint plan_state_check;
alter table plan add constraint plan_state_check
  check (state in ('draft', 'submitted', 'approved', 'scheduled', 'published', 'superseded'));
-- the day from which it holds, or is to hold
alter table plan add column day date;
-- who submitted it last: nobody decides about what they submitted themselves
alter table plan add column submitted_by text;
alter table plan add constraint plan_day_check
  check ((state in ('scheduled', 'published', 'superseded')) = (day is not null));
create index plan_scheduled on plan (day) where state = 'scheduled';

create table plan_act (
  county text not null,
  plan text not null,
  sequence integer not null,
  at timestamptz not null,
  act text not null check (act in ('submit', 'recall', 'return', 'approve', 'publish', 'withdraw', 'begin', 'supersede')),
  -- null: the server itself, on the day
  person text,
  actor text not null,
  role text not null,
  -- the version of the plan it was done to
  version integer not null,
  reason text not null default '',
  day date,
  -- what a publication changed: domain/contract/plan-life.ts
  changes jsonb,
  primary key (county, plan, sequence),
  foreign key (county, plan) references plan (county, id) on delete cascade
);

create table plan_comment (
  county text not null,
  plan text not null,
  id text not null,
  at timestamptz not null,
  person text,
  actor text not null,
  body text not null,
  geom geometry (Point, 4326),
  settled_at timestamptz,
  settled_by text,
  primary key (county, plan, id),
  foreign key (county, plan) references plan (county, id) on delete cascade,
  check ((settled_at is null) = (settled_by is null))
);
