-- Who may do what, where: departments, people, their posts, their sessions, and what they changed.

-- Departments of a county; areas and grids are units by their own codes.
create table unit (
  county text not null,
  code text not null,
  kind text not null default 'department' check (kind in ('area', 'department')),
  name text not null,
  name_en text not null default '',
  closed_at timestamptz,
  primary key (county, code)
);

create table person (
  county text not null,
  id text not null default gen_random_uuid()::text,
  -- as it is typed to sign in, lower case
  login text not null check (login = lower(login)),
  name text not null,
  phone text not null default '',
  -- argon2id with its parameters and salt; null: no password opens it (posts tried out in a demo county)
  password_hash text,
  -- shared secret of the second factor, base32; null without one
  totp_secret text,
  -- a secret being set up, not asked for before a first code has shown that it arrived
  totp_pending text,
  -- number of the last period whose code was taken: no code is taken twice
  totp_period bigint not null default 0,
  active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null,
  primary key (county, id),
  unique (county, login)
);

-- What a person may do and where; one post a person.
create table post (
  county text not null,
  person text not null,
  role text not null check (role in ('administrator', 'district', 'street', 'community', 'grid-worker', 'department', 'planner', 'leader', 'viewer')),
  -- code of an area, a grid or a department
  unit text not null,
  -- delimited path of the area of its scope: matched with its delimiters, never by digits
  path text not null check (path like '/' || county || '/%' and path like '%/'),
  -- its title, the actor of every history
  name text not null,
  primary key (county, person)
);
create index post_unit on post (county, unit);

create table session (
  county text not null,
  -- SHA-256 of the token in the cookie: what lies here opens nothing
  token_hash text not null,
  person text not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  -- where from and with what, for the one who looks through their sessions
  address text not null default '',
  browser text not null default '',
  primary key (county, token_hash)
);
create index session_person on session (county, person);
create index session_expires on session (county, expires_at);

-- Browsers in which a person has signed in before: wrong passwords from elsewhere do not slow them.
create table known_browser (
  county text not null,
  token_hash text not null,
  person text not null,
  last_seen_at timestamptz not null,
  primary key (county, token_hash)
);

-- Wrong passwords lately, counted for one login and one place they came from.
create table sign_in_failure (
  county text not null,
  -- SHA-256 of login and place: a password typed as a login does not lie here
  place text not null,
  failures integer not null,
  last_at timestamptz not null,
  primary key (county, place)
);
create index sign_in_failure_last on sign_in_failure (last_at);

create table audit (
  county text not null,
  id bigint generated always as identity,
  at timestamptz not null,
  -- null: the server itself, or somebody who did not sign in
  person text,
  -- title of the post that acted
  actor text not null,
  -- e.g. person.create
  action text not null,
  -- what was changed, by its code or id
  subject text not null,
  -- path of the area it belongs to: who may read this
  path text not null,
  before jsonb,
  after jsonb,
  primary key (county, id)
);
create index audit_subject on audit (county, subject);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% only grows: its rows are never changed or removed', tg_table_name using errcode = '42501';
end $$;

-- Citus allows no triggers of statements on distributed tables: there the table is kept by the right to it alone.
do $$
begin
  if not exists (select from pg_extension where extname = 'citus') then
    create trigger audit_only_grows before update or delete or truncate on audit
      for each statement execute function refuse_change();
  end if;
end $$;
