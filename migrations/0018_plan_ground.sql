-- A plan may begin with ground of its own instead of the grids of its base date: drawn from nothing, read from a file,
-- worked out by the server. Its operations stand on that ground.
alter table plan add column begins_from text not null default 'today' check (begins_from in ('today', 'empty', 'ground'));

create table plan_ground (
  county text not null,
  plan text not null,
  -- code in the draft; areas without a code of their own get one that nothing has or had
  code text not null,
  level text not null check (level in ('grid', 'micro_grid')),
  name text not null,
  -- of a grid
  kind text check (kind in ('base', 'dedicated')),
  -- community of a grid; of a micro-grid the code of its grid in the draft
  parent text not null,
  -- whether the code is that of the area that stands today: it keeps it when the plan is published
  keeps_code boolean not null,
  geom geometry (MultiPolygon, 4326) not null,
  primary key (county, plan, code),
  foreign key (county, plan) references plan (county, id) on delete cascade,
  check ((level = 'grid') = (kind is not null))
);
