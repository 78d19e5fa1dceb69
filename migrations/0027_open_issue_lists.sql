-- A list of open issues of one category is found in the index alone: every entry tells it, in the order of the list.
drop index issue_open_newest;
drop index issue_open_community;
create index issue_open_newest on issue (county, filed_at, id, category) where state <> 'closed';
create index issue_open_community on issue (county, community, filed_at, id, category) where state <> 'closed';
