-- Grids that a worker cares for beside the one of the post: a vacant neighbour's, say.
create table grid_care (
  county text not null,
  person text not null,
  grid text not null,
  primary key (county, person, grid),
  foreign key (county, person) references post (county, person) on delete cascade
);
create index grid_care_grid on grid_care (county, grid);

-- Where a plan puts workers who do not stay where they are; it holds when the plan is published.
create table plan_worker (
  county text not null,
  plan text not null,
  person text not null,
  -- codes of grids as the plan has them; the first is the post's own
  grids text[] not null check (cardinality(grids) > 0),
  -- title of the post that put the worker there
  placed_by text not null,
  placed_at timestamptz not null,
  primary key (county, plan, person),
  foreign key (county, plan) references plan (county, id) on delete cascade
);
