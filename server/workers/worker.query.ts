import type { Queryable } from '#server/db.types.ts'

export interface GridWorkerRow {
  grid: string
  person: string
  name: string
  telephone: string
  /** Whether it is the grid of the worker's post; else one that the worker cares for beside it. */
  home: boolean
}

/** Who cares for which grid today, in a county; whoever has it as the grid of the post comes first. */
export async function gridWorkerRows(db: Queryable, county: string): Promise<GridWorkerRow[]> {
  return db.query<GridWorkerRow>(
    `select held.grid, held.person, person.name, person.phone as telephone, held.home
     from (
       select person, unit as grid, true as home from post where county = $1::text and role = 'grid-worker'
       union all
       select care.person, care.grid, false from grid_care care
       join post on post.county = care.county and post.person = care.person and post.role = 'grid-worker'
       where care.county = $1::text
     ) held
     join person on person.county = $1::text and person.id = held.person and person.active
     order by held.grid, held.home desc, person.name, held.person`,
    [county],
  )
}

export interface WorkerPostRow {
  person: string
  name: string
  title: string
  grid: string
  /** `/county/street/community/grid/` */
  path: string
  care: string[]
}

/** Workers whose posts lie in an area (its path), with the grids they care for beside. */
export async function workerPostRows(db: Queryable, county: string, path: string): Promise<WorkerPostRow[]> {
  return db.query<WorkerPostRow>(
    `select post.person, person.name, post.name as title, post.unit as grid, post.path,
       array(select care.grid from grid_care care where care.county = post.county and care.person = post.person
         order by care.grid) as care
     from post join person on person.county = post.county and person.id = post.person and person.active
     where post.county = $1::text and post.role = 'grid-worker' and starts_with(post.path, $2::text)
     order by post.unit, person.name, post.person`,
    [county, path],
  )
}

export interface PlanWorkerRow {
  person: string
  grids: string[]
}

/** Where a plan puts workers who do not stay where they are. */
export async function planWorkerRows(db: Queryable, county: string, plan: string): Promise<PlanWorkerRow[]> {
  return db.query<PlanWorkerRow>(
    'select person, grids from plan_worker where county = $1::text and plan = $2::text order by person',
    [county, plan],
  )
}

export async function writePlanWorker(
  db: Queryable,
  county: string,
  plan: string,
  { person, grids }: PlanWorkerRow,
  by: { title: string; at: Date },
): Promise<void> {
  await db.query(
    `insert into plan_worker (county, plan, person, grids, placed_by, placed_at)
     values ($1::text, $2::text, $3::text, $4::text[], $5::text, $6::timestamptz)
     on conflict (county, plan, person) do update
       set grids = excluded.grids, placed_by = excluded.placed_by, placed_at = excluded.placed_at`,
    [county, plan, person, grids, by.title, by.at],
  )
}

/** Gives a worker's post a grid, and the others to care for beside it; the title follows. False when no such grid stands. */
export async function giveGrids(
  transaction: Queryable,
  county: string,
  person: string,
  [home, ...care]: readonly string[],
  titleOf: (gridName: string) => string,
): Promise<boolean> {
  const [grid] = await transaction.query<{ name: string; path: string }>(
    `select g.name, a.path || g.code || '/' as path from grid g
     join area a on a.county = g.county and a.code = g.community
     where g.county = $1::text and g.code = $2::text and g.valid_to is null`,
    [county, home],
  )
  if (!grid) return false
  await transaction.query(
    `update post set unit = $3::text, path = $4::text, name = $5::text
     where county = $1::text and person = $2::text and role = 'grid-worker'`,
    [county, person, home, grid.path, titleOf(grid.name)],
  )
  await transaction.query('delete from grid_care where county = $1::text and person = $2::text', [county, person])
  await transaction.query(
    `insert into grid_care (county, person, grid)
     select $1::text, $2::text, g.code from grid g
     where g.county = $1::text and g.code = any ($3::text[]) and g.valid_to is null`,
    [county, person, care],
  )
  return true
}

/** What was cared for in closed grids goes with most of their ground; nobody cares beside for the grid of the own post. */
export async function moveCare(db: Queryable, county: string, into: ReadonlyMap<string, string>): Promise<void> {
  const [gone, takers] = [[...into.keys()], [...into.values()]]
  await db.query(
    `insert into grid_care (county, person, grid)
     select care.county, care.person, moved.taker
     from unnest($2::text[], $3::text[]) as moved (gone, taker)
     join grid_care care on care.county = $1::text and care.grid = moved.gone
     on conflict do nothing`,
    [county, gone, takers],
  )
  await db.query(
    `delete from grid_care care using post
     where care.county = $1::text and post.county = care.county and post.person = care.person
       and (care.grid = any ($2::text[]) or care.grid = post.unit)`,
    [county, gone],
  )
}
