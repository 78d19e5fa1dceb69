-- Lists of open issues, newest first: of a county, and of each community. A year of closed ones is not looked at.
create index issue_open_newest on issue (county, filed_at, id) where state <> 'closed';
create index issue_open_community on issue (county, community, filed_at, id) where state <> 'closed';
