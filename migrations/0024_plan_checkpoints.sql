-- A state of a plan by name: the steps that lead to it, kept for all who draw in the plan.
create table plan_checkpoint (
  county text not null,
  plan text not null,
  id text not null,
  name text not null,
  at timestamptz not null,
  -- title of the post; '' where nobody was signed in
  actor text not null,
  operations jsonb not null,
  primary key (county, plan, id),
  foreign key (county, plan) references plan (county, id) on delete cascade
);
