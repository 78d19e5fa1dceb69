-- Division codes as files bring them, and tables of the statistics desk that join on a code or a name.

-- a reference table above the county: all counties of a server share it
alter table division add column source text not null default '';
alter table division add column source_key text not null default '';
create index division_parent on division (parent);

-- What the statistics desk counted for an area or a building; null where its table has no such column.
create table statistic (
  county text not null,
  kind text not null check (kind in ('street', 'community', 'grid', 'micro_grid', 'building')),
  code text not null,
  households integer check (households >= 0),
  residents integer check (residents >= 0),
  elderly integer check (elderly >= 0),
  workers integer check (workers >= 0),
  source text not null,
  source_key text not null,
  primary key (county, source, kind, code)
);
