-- What a wall display shows: its program, in versions, and what was asked of it from the remote.
create table wall (
  county text not null,
  id text not null,
  -- number of the program's last version; 0: it has none yet and was only steered
  version integer not null default 0,
  -- shape in domain/contract/wall.ts
  state jsonb not null,
  state_version integer not null default 1,
  primary key (county, id)
);

-- Every program that was saved; none is changed or removed.
create table wall_version (
  county text not null,
  wall text not null,
  version integer not null,
  -- shape in domain/contract/wall.ts
  program jsonb not null,
  -- title of the post that saved it, '' for a visitor of the demo county
  saved_by text not null,
  saved_at timestamptz not null,
  primary key (county, wall, version),
  foreign key (county, wall) references wall (county, id) on delete cascade
);
