-- The whole life of an issue: more states and acts, who has it, how it ended, and a history that shows when it was touched.

alter table issue drop constraint issue_state_check;
alter table issue add constraint issue_state_check
  check (state in ('reported', 'filed', 'assigned', 'handling', 'checking', 'closed', 'suspended'));
alter table issue add column outcome text not null default '' check (outcome in ('', 'solved', 'declined', 'merged'));
alter table issue add column level text not null default 'county' check (level in ('grid', 'community', 'street', 'county'));
-- code of the unit that has it: of an area or a department; '' while it waits for one
alter table issue add column unit text not null default '';
alter table issue add column notice text not null default 'none' check (notice in ('none', 'blue', 'yellow', 'red'));
-- everything else its entries add up to; null: read them
alter table issue add column standing jsonb;
-- hash of its last entry, the head of its chain; null where it was written before there were chains
alter table issue add column head bytea;

update issue set outcome = 'solved' where state = 'closed';
update issue i set unit = coalesce((
    select e.detail ->> 'unit' from issue_event e
    where e.county = i.county and e.issue = i.id and e.kind = 'assign' order by e.sequence desc limit 1), '')
where state in ('assigned', 'handling', 'checking', 'suspended');

create index issue_unit on issue (county, unit) where state <> 'closed';

alter table issue_event drop constraint issue_event_kind_check;
alter table issue_event add constraint issue_event_kind_check check (kind in (
  'discover', 'report', 'file', 'decline', 'assign', 'answer', 'finish', 'check', 'close', 'follow_up', 'rate', 'return',
  'hand_up', 'extend', 'suspend', 'resume', 'ask', 'grant', 'refuse', 'remind', 'supervise', 'whistle', 'whistle_answer',
  'reopen', 'join', 'merge', 'note', 'escalate', 'reclock'));
-- role and unit of the post that acted; '' where history does not say
alter table issue_event add column role text not null default '';
alter table issue_event add column by_unit text not null default '';
-- sha256 over the hash before it and all that the entry says; null before there were chains
alter table issue_event add column hash bytea;

-- What is written stays: an entry is never changed, and leaves only with its whole county.
create function keep_issue_events() returns trigger language plpgsql as $$
begin
  raise exception 'an entry of an issue''s history is never changed';
end $$;
-- Citus allows no triggers on distributed tables: there the chain of hashes alone shows a change.
do $$
begin
  if not exists (select from pg_extension where extname = 'citus') then
    create trigger issue_event_kept before update on issue_event for each row execute function keep_issue_events();
  end if;
end $$;

-- A request that is sent twice is done once: its key, and what became of it.
create table issue_act_key (
  county text not null,
  key text not null,
  number text not null,
  sequence integer not null,
  -- id of the person who asked; null for residents
  person text,
  at timestamptz not null default now(),
  primary key (county, key)
);
create index issue_act_key_at on issue_act_key (at);

-- The link by which a resident follows what they reported; the token itself is nowhere kept.
create table issue_follow (
  county text not null,
  token_hash bytea not null,
  issue bigint not null,
  number text not null,
  -- how to reach the resident; seen only by posts that have the issue
  phone text not null default '',
  created_at timestamptz not null default now(),
  primary key (county, token_hash)
);
create index issue_follow_issue on issue_follow (county, issue);

-- Photos; the picture itself lies in the photo store under its id.
create table photo (
  county text not null,
  id text not null,
  -- null until it belongs to an entry; what nobody takes up is removed after a day
  issue bigint,
  sequence integer,
  type text not null check (type in ('image/jpeg', 'image/png', 'image/webp')),
  width integer not null,
  height integer not null,
  bytes integer not null,
  -- seen only by posts that have the issue
  private boolean not null default false,
  created_at timestamptz not null default now(),
  primary key (county, id)
);
create index photo_issue on photo (county, issue);
create index photo_loose on photo (created_at) where issue is null;
