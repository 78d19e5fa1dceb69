-- Rates count what fell due in a period; a screen asks for what lies in a box.
create index issue_finish_by on issue (county, finish_by);
create index issue_answer_by on issue (county, answer_by);
create index issue_geom on issue using gist (geom);
