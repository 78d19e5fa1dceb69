-- A published plan closes rows and opens rows: an issue whose place goes to another grid says so in its history.
alter table issue_event drop constraint issue_event_kind_check;
alter table issue_event add constraint issue_event_kind_check check (kind in (
  'discover', 'report', 'file', 'decline', 'assign', 'answer', 'finish', 'check', 'close', 'follow_up', 'rate', 'return',
  'hand_up', 'extend', 'suspend', 'resume', 'ask', 'grant', 'refuse', 'remind', 'supervise', 'whistle', 'whistle_answer',
  'reopen', 'join', 'merge', 'note', 'escalate', 'reclock', 'regrid'));

-- Of two publications of one day the first one's rows held on no day: they end where they begin.
alter table grid drop constraint grid_check;
alter table grid add constraint grid_check check (valid_to is null or valid_to >= valid_from);
alter table micro_grid drop constraint micro_grid_check;
alter table micro_grid add constraint micro_grid_check check (valid_to is null or valid_to >= valid_from);

-- What stood on a day, by place: buildings of a micro-grid that stands no more are counted by its ground.
create index grid_days on grid (county, valid_from, valid_to);
create index micro_grid_days on micro_grid (county, valid_from, valid_to);
