-- Numbers of issues in one form everywhere: the county's letters (settings.issueLetters), the local day of filing, and a
-- running number of that day.
create table issue_day (
  county text not null,
  -- YYYYMMDD by the county's own clocks
  day text not null,
  -- the last number given on it
  given integer not null,
  primary key (county, day)
);

update county c set settings = c.settings || jsonb_build_object('issueLetters', newest.letters)
from county k
cross join lateral (
  select substring(i.number from '^([A-Z]{1,8})[0-9]{8}-[0-9]{4,}$') as letters
  from issue i where i.county = k.code order by i.filed_at desc limit 1) newest
where k.code = c.code and newest.letters is not null;

-- Ids and numbers for new issues, in the order of their moments. A day's row is locked until the transaction ends: two
-- servers never give the same number.
create function new_issues(of_county text, moments timestamptz[]) returns table (id bigint, number text)
language plpgsql as $$
declare
  zone text;
  letters text;
begin
  select c.time_zone, coalesce(c.settings ->> 'issueLetters', '') into zone, letters from county c where c.code = of_county;
  return query
  with asked as (
    select place, day, row_number() over (partition by day order by place) as nth
    from unnest(moments) with ordinality as moment (at, place)
    cross join lateral (select to_char(at at time zone coalesce(zone, 'Asia/Shanghai'), 'YYYYMMDD') as day) clock
  ), counted as (
    select a.day, count(*)::integer as issues from asked a group by a.day
  ), numbered as (
    insert into issue_day as known (county, day, given)
    select of_county, c.day, c.issues + case
      when exists (select from issue_day d where d.county = of_county and d.day = c.day) then 0
      -- the first of a day goes on after what was numbered otherwise
      else coalesce((
        select max(substring(i.number from '-([0-9]{1,9})$')::integer) from issue i
        where i.county = of_county and i.number like coalesce(letters, '') || c.day || '-%'), 0) end
    from counted c order by c.day
    on conflict (county, day) do update
      set given = known.given + (select x.issues from counted x where x.day = excluded.day)
    returning known.day, known.given
  ), named as (
    select a.place, a.day, (n.given - c.issues + a.nth)::text as nth
    from asked a join counted c on c.day = a.day join numbered n on n.day = a.day
  )
  select nextval('issue_id_sequence'), coalesce(letters, '') || named.day || '-' || lpad(named.nth, greatest(4, length(named.nth)), '0')
  from named order by named.place;
end $$;

-- Counts changes of the county's working time, so that whoever files meanwhile is known to have reckoned by the old one.
alter table county add column calendar_version integer not null default 1;
