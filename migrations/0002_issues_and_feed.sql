-- Issues: append-only issue_event is the truth, issue is its projection. Both partitioned by month.
-- The feed: one row a committed change, read in order by every screen.

create table issue (
  county text not null,
  id bigint not null,
  filed_at timestamptz not null,
  number text not null,
  category text not null references category (code),
  source text not null check (source in ('patrol', 'worker', 'resident', 'hotline', 'online', 'system')),
  state text not null check (state in ('filed', 'assigned', 'handling', 'checking', 'closed', 'suspended')),
  title text not null,
  place text not null default '',
  emergency boolean not null default false,
  -- where it lies today: codes of the ladder, '' when outside every grid
  street text not null default '',
  community text not null default '',
  grid text not null default '',
  micro_grid text not null default '',
  answer_by timestamptz not null,
  finish_by timestamptz not null,
  answered_at timestamptz,
  finished_at timestamptz,
  closed_at timestamptz,
  -- 1 very unsatisfied to 5 very satisfied; null before the return visit
  rating smallint check (rating between 1 and 5),
  callers integer not null default 1,
  version integer not null default 1,
  geom geometry(Point, 4326) not null,
  primary key (county, filed_at, id)
) partition by range (filed_at);
create index issue_open on issue (county, finish_by) where state <> 'closed';
create index issue_id on issue (county, id);
create index issue_number on issue (county, number);
create index issue_closed on issue (county, closed_at);
create index issue_micro_grid on issue (county, micro_grid, filed_at);

create table issue_event (
  county text not null,
  issue bigint not null,
  sequence integer not null,
  at timestamptz not null,
  kind text not null check (kind in ('discover', 'file', 'assign', 'answer', 'finish', 'check', 'close', 'follow_up', 'rate', 'return', 'extend', 'suspend', 'resume', 'supervise', 'whistle')),
  -- the post that acted, never a person's name
  actor text not null,
  detail jsonb not null default '{}',
  primary key (county, at, issue, sequence)
) partition by range (at);
create index issue_event_issue on issue_event (county, issue, sequence);

create function ensure_month_partitions(first_month date, last_month date) returns void language plpgsql as $$
declare
  month date := date_trunc('month', first_month);
  parent text;
begin
  while month <= last_month loop
    foreach parent in array array['issue', 'issue_event'] loop
      if to_regclass(format('%I', parent || to_char(month, '_YYYY_MM'))) is null then
        execute format('create table %I partition of %I for values from (%L) to (%L)',
          parent || to_char(month, '_YYYY_MM'), parent, month::timestamp at time zone 'UTC', (month + interval '1 month')::timestamp at time zone 'UTC');
      end if;
    end loop;
    month := month + interval '1 month';
  end loop;
end $$;

create sequence issue_id_sequence;

-- A month nobody prepared still finds a place: nothing acknowledged is lost.
create table issue_default partition of issue default;
create table issue_event_default partition of issue_event default;

create table feed (
  county text not null,
  sequence bigint not null,
  at timestamptz not null default now(),
  -- issue, layer, plan ...
  kind text not null,
  id text not null,
  version integer not null default 1,
  -- lon/lat box of what changed; null: the whole layer
  west double precision,
  south double precision,
  east double precision,
  north double precision,
  primary key (county, sequence)
);
create index feed_at on feed (county, at);
create sequence feed_sequence;

-- Numbers are given under a lock held until commit, so that a reader who has seen n will never see a smaller one appear.
-- Call it last in the transaction.
create function append_feed(feed_county text, feed_kind text, feed_id text, feed_version integer, box geometry) returns bigint language plpgsql as $$
declare
  assigned bigint;
begin
  perform pg_advisory_xact_lock(7241, 1);
  assigned := nextval('feed_sequence');
  insert into feed (county, sequence, kind, id, version, west, south, east, north)
  values (feed_county, assigned, feed_kind, feed_id, feed_version, st_xmin(box), st_ymin(box), st_xmax(box), st_ymax(box));
  perform pg_notify('feed', assigned::text);
  return assigned;
end $$;
