-- Wall screens that show a county without anybody signed in; a screen keeps its token, here lies only its hash.
create table display (
  county text not null,
  id text not null,
  name text not null,
  -- code and path of the county, street or community that it shows
  area text not null,
  path text not null,
  -- SHA-256 of the token
  token_hash text not null,
  created_at timestamptz not null,
  -- title of the post that gave it its token
  created_by text not null,
  last_seen_at timestamptz,
  revoked_at timestamptz,
  primary key (county, id),
  unique (county, token_hash)
);
