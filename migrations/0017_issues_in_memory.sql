-- Heat is counted from the issues that the server holds in memory and keeps by the feed: the tallies of 0007 had about one
-- row an issue, so that a filter cost as much as reading the issues, and every writer paid for them.
drop trigger if exists issue_come on issue;
drop trigger if exists issue_gone on issue;
drop trigger if exists issue_changed on issue;
drop trigger if exists issue_emptied on issue;
drop trigger if exists county_time_zone on county;

-- With Citus they were views.
do $$
declare
  kind text := case when exists (select from pg_extension where extname = 'citus') then 'view' else 'table' end;
begin
  execute format('drop %s issue_month', kind);
  execute format('drop function tally_issues(), tally_county(), recount_tallies(text), add_to_tallies(issue_filed[])');
  execute format('drop %s issue_hour', kind);
end $$;

drop view issue_month_recount;
drop view issue_hour_recount;
drop view issue_filed;
drop function days_of_month(integer[], integer[]);
drop function add_days(integer[], integer[]);

-- Which categories a county has seen.
create index issue_category on issue (county, category);
