-- Service circles: what a station can serve, slopes, places where one could stand, what-if scenarios with every version
-- that was saved, and repairs of the walking network, kept apart from what was imported.

-- null: nobody said
alter table station add column capacity_households integer check (capacity_households >= 0);

-- how much higher the edge's to_node lies than its from_node; null: unknown
alter table walk_edge add column ascent_meters double precision;

create table site_candidate (
  county text not null,
  code text not null,
  name text not null,
  pinyin text not null default '',
  initials text not null default '',
  kind text not null default 'other' check (kind in ('community_room', 'property_office', 'empty_house', 'other')),
  address text not null default '',
  source text not null default '',
  source_key text not null default '',
  -- the door
  geom geometry(Point, 4326) not null,
  primary key (county, code)
);
create index site_candidate_geom on site_candidate using gist (geom);

-- A scenario as it was last saved; what it says lies in its versions.
create table scenario (
  county text not null,
  id text not null,
  name text not null,
  -- number of the last version; optimistic lock of a save
  version integer not null default 1,
  changes integer not null default 0,
  -- title of the post that saved it last, '' for a visitor of the demo county
  saved_by text not null,
  saved_at timestamptz not null,
  created_at timestamptz not null,
  -- put away: listed no more, and still there by its link
  removed_at timestamptz,
  primary key (county, id)
);

-- Every version that was saved; none is changed or removed while its scenario stands.
create table scenario_version (
  county text not null,
  scenario text not null,
  version integer not null,
  name text not null,
  -- changes and choices: shape in domain/contract/scenario.ts
  content jsonb not null,
  saved_by text not null,
  saved_at timestamptz not null,
  primary key (county, scenario, version),
  foreign key (county, scenario) references scenario (county, id) on delete cascade
);

-- A repair of the walking network, put on top of it whenever it is read; never removed, only withdrawn.
create table network_edit (
  county text not null,
  id text not null,
  kind text not null check (kind in ('add-gate', 'join-ends', 'delete-edge', 'draw-path')),
  -- a tagged union, with the ground by which it is found again: shape in domain/contract/network-edit.ts
  repair jsonb not null,
  note text not null default '',
  author text not null,
  created_at timestamptz not null,
  withdrawn_by text,
  withdrawn_at timestamptz,
  version integer not null default 1,
  geom geometry(Geometry, 4326) not null,
  primary key (county, id),
  check ((withdrawn_at is null) = (withdrawn_by is null))
);
create index network_edit_standing on network_edit (county, created_at) where withdrawn_at is null;
