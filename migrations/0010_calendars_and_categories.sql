-- Working days of a county where they differ from the country's; categories with a limit for each filing condition.
create table holiday (
  county text not null,
  day date not null,
  -- true: offices work on a day on which they would rest, a make-up day
  working boolean not null,
  name text not null default '',
  changed_at timestamptz not null default now(),
  primary key (county, day)
);

-- `clock` and `finish_minutes` are of the finishing limit; where no condition is named, a category's own limits hold.
alter table category
  drop constraint category_clock_check,
  add constraint category_clock_check check (clock in ('emergency', 'working', 'working-day', 'natural')),
  add column answer_clock text not null default 'working'
    check (answer_clock in ('emergency', 'working', 'working-day', 'natural')),
  -- typed questions to whoever files: shape in domain/contract/category.ts
  add column questions jsonb not null default '[]',
  -- its photos are seen by nobody outside until somebody has looked at them
  add column private_photos boolean not null default false,
  -- optimistic lock of an edit
  add column version integer not null default 1;
update category set answer_clock = clock;
create index category_parent on category (parent);

-- One time limit for each condition under which a case of a category is filed. Dates include the last day.
create table filing_condition (
  category text not null references category (code) on delete cascade,
  code text not null,
  name text not null,
  name_en text not null,
  answer_clock text not null check (answer_clock in ('emergency', 'working', 'working-day', 'natural')),
  answer_minutes integer not null check (answer_minutes > 0),
  finish_clock text not null check (finish_clock in ('emergency', 'working', 'working-day', 'natural')),
  finish_minutes integer not null check (finish_minutes > 0),
  effective_from date not null default '2020-01-01',
  effective_to date,
  primary key (category, code),
  check (effective_to is null or effective_to >= effective_from)
);
