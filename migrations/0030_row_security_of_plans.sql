-- The second line (0029) behind figures, search, replay, plans and prints as well.

-- Figures look at each issue of two months: the county whole is what nearly all are shown, and one comparison. The settings
-- are known to parallel workers too.
alter policy shown on issue using (
  county = (select scope_code('ground', 2))
  and ((select scope_code('ground', -2)) = county or (select scope_code('ground', -2)) = street
    or (select scope_code('ground', -2)) = community or (select scope_code('ground', -2)) = grid
    or (select scope_code('ground', -2)) = micro_grid)
);
alter function scope_path(text) parallel safe;
alter function scope_code(text, integer) parallel safe;

-- Plans are read by all who are shown their county whole: a screen of a street is shown none. Whose hand it was stays with
-- the server, but for who submitted a plan, who may not approve it.
grant select on plan, plan_checkpoint, plan_ground, plan_operation, plan_worker to gridboard_reader;
grant select (county, plan, sequence, at, act, actor, role, version, reason, day, changes) on plan_act to gridboard_reader;
grant select (county, plan, id, at, actor, body, geom, settled_at, settled_by) on plan_comment to gridboard_reader;

alter table plan enable row level security;
alter table plan_act enable row level security;
alter table plan_checkpoint enable row level security;
alter table plan_comment enable row level security;
alter table plan_ground enable row level security;
alter table plan_operation enable row level security;
alter table plan_worker enable row level security;

create policy shown on plan for select to gridboard_reader using (county = (select scope_code('ground', -2)));
create policy shown on plan_act for select to gridboard_reader using (county = (select scope_code('ground', -2)));
create policy shown on plan_checkpoint for select to gridboard_reader using (county = (select scope_code('ground', -2)));
create policy shown on plan_comment for select to gridboard_reader using (county = (select scope_code('ground', -2)));
create policy shown on plan_ground for select to gridboard_reader using (county = (select scope_code('ground', -2)));
create policy shown on plan_operation for select to gridboard_reader using (county = (select scope_code('ground', -2)));

-- Where a plan puts people is for those who may see these.
create policy in_scope on plan_worker for select to gridboard_reader using (
  exists (select from post where post.county = plan_worker.county and post.person = plan_worker.person)
);

-- A signboard names whoever cares for its grid beside that of their post, which may lie in the next street. Runs as the
-- tables' owner: the policy of a table cannot ask one that asks the table.
create function carers_in_scope() returns text[] language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(distinct care.person), '{}')
  from grid_care care
  join grid g on g.county = care.county and g.code = care.grid and g.valid_to is null
  join area a on a.county = g.county and a.code = g.community
  where care.county = scope_code('post', 2) and starts_with(a.path || g.code || '/', scope_path('post'))
$$;
revoke execute on function carers_in_scope() from public;
grant execute on function carers_in_scope() to gridboard_reader;

alter policy in_scope on post using (
  starts_with(path, (select scope_path('post')))
  or county = (select scope_code('post', 2))
    and (person = (select current_setting('gridboard.person', true)) or person = any ((select carers_in_scope())::text[]))
);

-- Sessions are those of people whose own posts lie in the scope.
alter policy own on session using (
  county = (select scope_code('post', 2))
  and (person = (select current_setting('gridboard.person', true))
    or (select current_setting('gridboard.role', true)) = 'administrator'
      and exists (select from post where post.county = session.county and post.person = session.person
        and starts_with(post.path, (select scope_path('post')))))
);
