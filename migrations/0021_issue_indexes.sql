-- What filters name together is found together: issues of a category in a street, however long ago they were closed.
drop index issue_category;
create index issue_category on issue (county, category, street, source);
-- The index by which numbers are found that begin alike finds whole ones as well.
drop index issue_number;
