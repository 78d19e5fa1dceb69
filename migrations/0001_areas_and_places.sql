-- Areas, grids, places and the walking network of a county.
-- Every table of a county's data begins its primary key with `county`, the distribution key.
create extension if not exists postgis;

-- Reference tables: above any county.
create table division (
  code text primary key check (code ~ '^\d{2}(\d{2}(\d{2}(\d{3}(\d{3})?)?)?)?$'),
  parent text,
  level text not null check (level in ('province', 'city', 'county', 'street', 'community')),
  name text not null,
  pinyin text not null default '',
  initials text not null default ''
);

create table county (
  code text primary key check (code ~ '^\d{6}$'),
  name text not null,
  name_en text not null,
  demo boolean not null default false,
  time_zone text not null default 'Asia/Shanghai',
  -- household norms, walking minutes, heat bandwidth: shape in domain/contract/county.ts
  settings jsonb not null default '{}',
  -- where the data came from and what it claims, shown on screen
  attribution text not null default '',
  geom geometry(MultiPolygon, 4326) not null,
  created_at timestamptz not null default now()
);

create table category (
  code text primary key,
  parent text references category (code),
  name text not null,
  name_en text not null,
  department text not null default '',
  -- one filing condition's clocks; units named
  clock text not null default 'working' check (clock in ('emergency', 'working')),
  answer_minutes integer not null default 120,
  finish_minutes integer not null default 2400,
  effective_from date not null default '2020-01-01',
  effective_to date
);

create table area (
  county text not null,
  code text not null,
  level text not null check (level in ('county', 'street', 'community')),
  parent text,
  -- delimited path of codes, '/370699/370699001/': scope is matched on it, never on digits
  path text not null,
  name text not null,
  pinyin text not null default '',
  initials text not null default '',
  source text not null default '',
  source_key text not null default '',
  geom geometry(MultiPolygon, 4326) not null,
  primary key (county, code)
);
create index area_geom on area using gist (geom);

create table grid (
  county text not null,
  code text not null,
  valid_from date not null default '2020-01-01',
  valid_to date,
  local_code text not null default '',
  kind text not null default 'base' check (kind in ('base', 'dedicated')),
  community text not null,
  name text not null,
  pinyin text not null default '',
  initials text not null default '',
  source text not null default '',
  source_key text not null default '',
  geom geometry(MultiPolygon, 4326) not null,
  primary key (county, code, valid_from),
  check (valid_to is null or valid_to > valid_from)
);
create unique index grid_open on grid (county, code) where valid_to is null;
create index grid_community on grid (county, community);
create index grid_geom on grid using gist (geom);

create table micro_grid (
  county text not null,
  code text not null,
  valid_from date not null default '2020-01-01',
  valid_to date,
  local_code text not null default '',
  grid text not null,
  name text not null,
  source text not null default '',
  source_key text not null default '',
  geom geometry(MultiPolygon, 4326) not null,
  primary key (county, code, valid_from),
  check (valid_to is null or valid_to > valid_from)
);
create unique index micro_grid_open on micro_grid (county, code) where valid_to is null;
create index micro_grid_grid on micro_grid (county, grid);
create index micro_grid_geom on micro_grid using gist (geom);

create table compound (
  county text not null,
  code text not null,
  name text not null,
  pinyin text not null default '',
  initials text not null default '',
  -- what stands inside: unit housing, old town, new town, village, industrial park ...
  kind text not null default 'residential',
  walled boolean not null default false,
  source text not null default '',
  source_key text not null default '',
  geom geometry(MultiPolygon, 4326) not null,
  primary key (county, code)
);
create index compound_geom on compound using gist (geom);

create table gate (
  county text not null,
  compound text not null,
  number integer not null,
  name text not null default '',
  -- minutes of the day; open all day is 0 to 1440
  opens_minute integer not null default 0,
  closes_minute integer not null default 1440,
  geom geometry(Point, 4326) not null,
  primary key (county, compound, number),
  foreign key (county, compound) references compound (county, code) on delete cascade
);

create table building (
  county text not null,
  code text not null,
  name text not null default '',
  compound text,
  -- the micro-grid of today: kept by the importer and by publishing a plan
  micro_grid text,
  kind text not null default 'residential',
  floors integer not null default 1,
  households integer not null default 0 check (households >= 0),
  residents integer not null default 0 check (residents >= 0),
  -- residents of 60 and over; never leaves the server for a single building
  elderly integer not null default 0 check (elderly >= 0),
  -- whether households were counted or estimated, and by what rule
  households_source text not null default '',
  source text not null default '',
  source_key text not null default '',
  -- null where the source has only a point (census block)
  footprint geometry(MultiPolygon, 4326),
  geom geometry(Point, 4326) not null,
  primary key (county, code)
);
create index building_geom on building using gist (geom);
create index building_micro_grid on building (county, micro_grid);

create table station (
  county text not null,
  code text not null,
  name text not null,
  pinyin text not null default '',
  initials text not null default '',
  level text not null check (level in ('county', 'zone', 'community', 'grid', 'corner')),
  kind text not null default '',
  services text[] not null default '{}',
  -- [{days: [1..7], opensMinute, closesMinute}]
  hours jsonb not null default '[]',
  address text not null default '',
  phone text not null default '',
  source text not null default '',
  source_key text not null default '',
  -- the entrance: walking starts here
  geom geometry(Point, 4326) not null,
  primary key (county, code)
);
create index station_geom on station using gist (geom);

create table walk_node (
  county text not null,
  id integer not null,
  geom geometry(Point, 4326) not null,
  primary key (county, id)
);

create table walk_edge (
  county text not null,
  id integer not null,
  from_node integer not null,
  to_node integer not null,
  kind text not null default 'street' check (kind in ('arterial', 'street', 'lane', 'footway', 'steps', 'crossing', 'gate', 'bridge')),
  name text not null default '',
  length_meters double precision not null check (length_meters >= 0),
  source text not null default '',
  geom geometry(LineString, 4326) not null,
  primary key (county, id)
);
create index walk_edge_geom on walk_edge using gist (geom);

create table water (
  county text not null,
  id integer not null,
  kind text not null default 'lake' check (kind in ('sea', 'river', 'lake', 'pond')),
  name text not null default '',
  source text not null default '',
  source_key text not null default '',
  geom geometry(MultiPolygon, 4326) not null,
  primary key (county, id)
);

create table road (
  county text not null,
  id integer not null,
  class text not null default 'street' check (class in ('motorway', 'arterial', 'street', 'lane', 'path')),
  name text not null default '',
  pinyin text not null default '',
  initials text not null default '',
  source text not null default '',
  source_key text not null default '',
  geom geometry(MultiLineString, 4326) not null,
  primary key (county, id)
);

create table green (
  county text not null,
  id integer not null,
  kind text not null default 'park' check (kind in ('park', 'hill', 'wood', 'farm', 'beach', 'square')),
  name text not null default '',
  source text not null default '',
  source_key text not null default '',
  geom geometry(MultiPolygon, 4326) not null,
  primary key (county, id)
);
