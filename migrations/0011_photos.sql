-- Photos: how often one was changed, and since when others than posts may see those of private categories.

-- grows when a part was hidden: what a browser keeps is old then
alter table photo add column version integer not null default 1;
-- when somebody with a post first looked at it; before that, photos of private categories are seen by nobody else
alter table photo add column looked_at timestamptz;
-- the category says it
alter table photo drop column private;
