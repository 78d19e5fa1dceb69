-- The second line behind what the server asks: whoever asks as `gridboard_reader` is given the rows of their scope, also
-- where a question forgot to ask for those alone. The role signs in nowhere; the server puts it on for one transaction,
-- with the scope as settings of that transaction (server/engine/pool-database.ts). Without settings there are no rows.
-- The server's own work (imports, clocks, histories, what it holds in memory for all) goes on as the tables' owner.

do $$
begin
  if not exists (select from pg_roles where rolname = 'gridboard_reader') then
    create role gridboard_reader nologin;
  end if;
exception
  -- roles belong to the whole cluster: another database of it was just migrated
  when duplicate_object or unique_violation then null;
  when insufficient_privilege then
    raise exception 'role gridboard_reader is missing and % may not create it: have a superuser run "create role gridboard_reader nologin; grant gridboard_reader to %"', current_user, current_user;
end $$;

do $$
begin
  if not (select rolsuper from pg_roles where rolname = current_user) then
    execute format('grant gridboard_reader to %I', current_user);
  end if;
exception
  when insufficient_privilege then
    if not pg_has_role(current_user, 'gridboard_reader', 'member') then
      raise exception '% may not put on role gridboard_reader: have a superuser run "grant gridboard_reader to %"', current_user, current_user;
    end if;
end $$;

-- Secrets stay with the server: the reader is told that there are some.
alter table person
  add column demo boolean not null generated always as (password_hash is null) stored,
  add column second_factor boolean not null generated always as (totp_secret is not null) stored;

-- A path of the scope, `/370699/370699001/`; null for what is none, which no row is within.
create function scope_path(setting text) returns text language sql stable as $$
  select case when told like '/_%/' then told end from current_setting('gridboard.' || setting, true) as told
$$;

-- Nth code of a path, from its end where negative: -2 is the area itself.
create function scope_code(setting text, nth integer) returns text language sql stable as $$
  select nullif(split_part(scope_path(setting), '/', nth), '')
$$;

grant usage on schema public to gridboard_reader;

-- What all may read.
grant select on area, category, compound, county, division, feed, filing_condition, gate, green, grid, holiday, micro_grid, road,
  station, unit, walk_edge, walk_node, water to gridboard_reader;

-- What is told by scope. Months of issues are read through their table alone: they have no grants of their own.
grant select on audit, display, grid_care, import_run, issue, issue_event, issue_follow, photo, post, session to gridboard_reader;
grant select (county, id, login, name, phone, active, demo, second_factor, version, created_at) on person to gridboard_reader;

alter table audit enable row level security;
alter table display enable row level security;
alter table grid_care enable row level security;
alter table import_run enable row level security;
alter table issue enable row level security;
alter table issue_event enable row level security;
alter table issue_follow enable row level security;
alter table person enable row level security;
alter table photo enable row level security;
alter table post enable row level security;
alter table session enable row level security;

-- Issues of the ground that is shown to who asks: a county, or the street or community of a screen. Codes are compared whole.
create policy shown on issue for select to gridboard_reader using (
  county = (select scope_code('ground', 2))
  and (select scope_code('ground', -2)) = any (array[county, street, community, grid, micro_grid])
);
create policy shown on issue_event for select to gridboard_reader using (
  county = (select scope_code('ground', 2))
  and (county = (select scope_code('ground', -2))
    or exists (select from issue i where i.county = issue_event.county and i.id = issue_event.issue))
);

-- How to reach who reported, and what they photographed: posts that have the issue in their scope, or in hand.
create policy in_scope on issue_follow for select to gridboard_reader using (
  county = (select scope_code('post', 2))
  and exists (
    select from issue i where i.county = issue_follow.county and i.id = issue_follow.issue
      and (select scope_code('post', -2)) = any (array[i.county, i.street, i.community, i.grid, i.micro_grid]))
);
create policy in_scope on photo for select to gridboard_reader using (
  county = (select scope_code('post', 2))
  and exists (
    select from issue i where i.county = photo.county and i.id = photo.issue
      and (select scope_code('post', -2)) = any (array[i.county, i.street, i.community, i.grid, i.micro_grid]))
);

-- People whose posts lie in the scope of who asks, and oneself.
create policy in_scope on post for select to gridboard_reader using (
  starts_with(path, (select scope_path('post')))
  or county = (select scope_code('post', 2)) and person = (select current_setting('gridboard.person', true))
);
create policy in_scope on person for select to gridboard_reader using (
  exists (select from post where post.county = person.county and post.person = person.id)
);
create policy in_scope on grid_care for select to gridboard_reader using (
  exists (select from post where post.county = grid_care.county and post.person = grid_care.person)
);

-- What administrators look after.
create policy own on session for select to gridboard_reader using (
  county = (select scope_code('post', 2))
  and (person = (select current_setting('gridboard.person', true))
    or (select current_setting('gridboard.role', true)) = 'administrator'
      and exists (select from post where post.county = session.county and post.person = session.person))
);
create policy administered on display for select to gridboard_reader using (
  (select current_setting('gridboard.role', true)) = 'administrator' and starts_with(path, (select scope_path('post')))
);
create policy administered on audit for select to gridboard_reader using (
  (select current_setting('gridboard.role', true)) = 'administrator' and starts_with(path, (select scope_path('post')))
);
create policy administered on import_run for select to gridboard_reader using (
  (select current_setting('gridboard.role', true)) = 'administrator' and county = (select scope_code('post', 2))
);
