-- The search box finds issues by the beginning of their number, whatever the database's collation.
create index issue_number_prefix on issue (county, number text_pattern_ops);
