-- A publication moves open issues with itself; closed ones follow in small steps, from the oldest on, by whichever server
-- has time. The row is there until all of them lie in the grids that stand.
create table issue_placing (
  county text not null,
  plan text not null,
  -- codes of the grids whose rows the publication closed: what lies in them is looked at
  grids text[] not null,
  begun_at timestamptz not null,
  -- the last closed issue that was looked at; null before the first
  filed_at timestamptz,
  issue bigint,
  primary key (county, plan)
);
