-- Tallies of filed issues, kept by the transaction that writes the issues, whoever that is.
-- Days and hours are those of the county's time zone.
lock table issue in share mode;

-- For every filter. At most one row an issue, but a narrow one, and a category costs only its own.
create table issue_hour (
  county text not null,
  category text not null,
  day date not null,
  -- 0 to 23
  hour smallint not null,
  -- '' outside every grid
  grid text not null,
  micro_grid text not null,
  source text not null,
  filed integer not null,
  primary key (county, category, day, hour, grid, micro_grid, source)
);

-- For no filter but a window of days: as many rows as places and months, however many issues.
create table issue_month (
  county text not null,
  -- its first day
  month date not null,
  grid text not null,
  micro_grid text not null,
  filed integer not null,
  -- filed on the 1st, 2nd ... 31st
  by_day integer[] not null,
  primary key (county, month, grid, micro_grid)
);

create function days_of_month(days integer[], filed integer[]) returns integer[] language plpgsql immutable as $$
declare
  by_day integer[] := array_fill(0, array[31]);
begin
  for i in 1 .. cardinality(days) loop
    by_day[days[i]] := by_day[days[i]] + filed[i];
  end loop;
  return by_day;
end $$;

create function add_days(one integer[], other integer[]) returns integer[] language sql immutable as $$
  select array_agg(a + b order by n) from unnest(one, other) with ordinality as both_days (a, b, n)
$$;

-- What is counted of an issue; its row is also a change of the tallies, where `filed` is what to add.
create view issue_filed as
select county, category, filed_at, grid, micro_grid, source, 1 as filed from issue;

-- What the tallies must say: their first content, and the judge of it ever after.
create view issue_hour_recount as
select i.county, i.category, clock.local::date as day, extract(hour from clock.local)::smallint as hour,
  i.grid, i.micro_grid, i.source, sum(i.filed)::integer as filed
from issue_filed i
left join county c on c.code = i.county
cross join lateral (select i.filed_at at time zone coalesce(c.time_zone, 'Asia/Shanghai') as local) clock
group by 1, 2, 3, 4, 5, 6, 7;

create view issue_month_recount as
select county, date_trunc('month', day)::date as month, grid, micro_grid, sum(filed)::integer as filed,
  days_of_month(array_agg(extract(day from day)::integer), array_agg(filed)) as by_day
from issue_hour_recount
group by 1, 2, 3, 4;

-- Rows are touched in the order of their keys, so that two writers wait for each other and never for ever.
create function add_to_tallies(changes issue_filed[]) returns void language plpgsql as $$
declare
  net issue_hour[] := array(
    select row(d.county, d.category, clock.local::date, extract(hour from clock.local), d.grid, d.micro_grid, d.source,
      sum(d.filed))::issue_hour
    from unnest(changes) d
    left join county c on c.code = d.county
    cross join lateral (select d.filed_at at time zone coalesce(c.time_zone, 'Asia/Shanghai') as local) clock
    group by d.county, d.category, clock.local::date, extract(hour from clock.local), d.grid, d.micro_grid, d.source
    having sum(d.filed) <> 0);
begin
  insert into issue_hour as known
  select * from unnest(net) order by 1, 2, 3, 4, 5, 6, 7
  on conflict (county, category, day, hour, grid, micro_grid, source) do update set filed = known.filed + excluded.filed;

  insert into issue_month as known
  select county, date_trunc('month', day)::date, grid, micro_grid, sum(filed),
    days_of_month(array_agg(extract(day from day)::integer), array_agg(filed))
  from unnest(net)
  group by 1, 2, 3, 4 order by 1, 2, 3, 4
  on conflict (county, month, grid, micro_grid)
  do update set filed = known.filed + excluded.filed, by_day = add_days(known.by_day, excluded.by_day);

  if exists (select from unnest(net) where filed < 0) then
    delete from issue_hour known using unnest(net) n
    where known.county = n.county and known.category = n.category and known.day = n.day and known.hour = n.hour
      and known.grid = n.grid and known.micro_grid = n.micro_grid and known.source = n.source
      and n.filed < 0 and known.filed = 0;
    delete from issue_month known using unnest(net) n
    where known.county = n.county and known.month = date_trunc('month', n.day)::date and known.grid = n.grid
      and known.micro_grid = n.micro_grid and n.filed < 0 and 0 = all (known.by_day);
  end if;
end $$;

-- Once for all of a county: after its time zone changed, or partitions were written or dropped past their parent.
create function recount_tallies(of_county text) returns void language plpgsql as $$
begin
  lock table issue in share mode;
  delete from issue_hour where county = of_county;
  delete from issue_month where county = of_county;
  insert into issue_hour select * from issue_hour_recount where county = of_county;
  insert into issue_month
  select county, date_trunc('month', day)::date, grid, micro_grid, sum(filed),
    days_of_month(array_agg(extract(day from day)::integer), array_agg(filed))
  from issue_hour where county = of_county
  group by 1, 2, 3, 4;
end $$;

create function tally_issues() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform add_to_tallies(array(
      select row(county, category, filed_at, grid, micro_grid, source, 1)::issue_filed from come));
  elsif tg_op = 'DELETE' then
    perform add_to_tallies(array(
      select row(county, category, filed_at, grid, micro_grid, source, -1)::issue_filed from gone));
  elsif tg_op = 'TRUNCATE' then
    truncate issue_hour, issue_month;
  elsif exists (
    select county, category, filed_at, grid, micro_grid, source from come
    except all
    select county, category, filed_at, grid, micro_grid, source from gone)
  then
    perform add_to_tallies(array(
      select row(county, category, filed_at, grid, micro_grid, source, sum(filed))::issue_filed
      from (
        select county, category, filed_at, grid, micro_grid, source, 1 as filed from come
        union all
        select county, category, filed_at, grid, micro_grid, source, -1 from gone) both_sides
      group by county, category, filed_at, grid, micro_grid, source having sum(filed) <> 0));
  end if;
  return null;
end $$;

create function tally_county() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' or old.time_zone <> new.time_zone then
    perform recount_tallies(new.code);
  end if;
  return null;
end $$;

insert into issue_hour select * from issue_hour_recount;
insert into issue_month select * from issue_month_recount;

-- Citus allows no triggers of statements on distributed tables: there the tallies are counted when they are read.
do $$
begin
  if exists (select from pg_extension where extname = 'citus') then
    drop table issue_hour, issue_month;
    create view issue_hour as select * from issue_hour_recount;
    create view issue_month as select * from issue_month_recount;
  else
    create trigger issue_come after insert on issue referencing new table as come
      for each statement execute function tally_issues();
    create trigger issue_gone after delete on issue referencing old table as gone
      for each statement execute function tally_issues();
    create trigger issue_changed after update on issue referencing old table as gone new table as come
      for each statement execute function tally_issues();
    create trigger issue_emptied after truncate on issue for each statement execute function tally_issues();
    create trigger county_time_zone after insert or update of time_zone on county
      for each row execute function tally_county();
  end if;
end $$;
