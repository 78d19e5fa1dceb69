-- A plan is a draft kept as the ordered operations that made it, replayed by the same kernel on both sides.
create table plan (
  county text not null,
  id text not null,
  name text not null,
  state text not null default 'draft' check (state in ('draft', 'submitted', 'approved', 'published', 'superseded')),
  community text not null,
  -- the day whose grids the operations stand on
  base_date date not null default current_date,
  -- number of operations applied; optimistic lock of an edit
  version integer not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (county, id)
);

create table plan_operation (
  county text not null,
  plan text not null,
  sequence integer not null,
  -- a tagged union: domain/contract/plan.ts
  operation jsonb not null,
  at timestamptz not null default now(),
  primary key (county, plan, sequence),
  foreign key (county, plan) references plan (county, id) on delete cascade
);
