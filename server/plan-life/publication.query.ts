import type { Position } from '#domain/contract/common.ts'
import type { Queryable } from '#server/db.types.ts'

export interface StoodMicroGrid {
  code: string
  name: string
  grid: string
  geom: { coordinates: Position[][][] }
}

/** Micro-grids of these grids as they stood on a day. */
export async function microGridsOn(
  db: Queryable,
  county: string,
  grids: readonly string[],
  day: string,
): Promise<StoodMicroGrid[]> {
  return db.query<StoodMicroGrid>(
    `select code, name, grid, geom from micro_grid
     where county = $1::text and grid = any ($2::text[])
       and valid_from <= $3::date and (valid_to is null or valid_to > $3::date)
     order by code`,
    [county, grids, day],
  )
}

/** Of these grids and micro-grids, those that no longer stand as they stood on a day: somebody changed them since. */
export async function changedSince(
  db: Queryable,
  county: string,
  { grids, microGrids }: { grids: readonly string[]; microGrids: readonly string[] },
  day: string,
): Promise<string[]> {
  const rows = await db.query<{ code: string }>(
    `select asked.code from unnest($2::text[]) as asked (code)
     where not exists (select from grid g where g.county = $1::text and g.code = asked.code
       and g.valid_to is null and g.valid_from <= $4::date)
     union all
     select asked.code from unnest($3::text[]) as asked (code)
     where not exists (select from micro_grid m where m.county = $1::text and m.code = asked.code
       and m.valid_to is null and m.valid_from <= $4::date)
     order by 1`,
    [county, grids, microGrids, day],
  )
  return rows.map((row) => row.code)
}

export interface PlacedIssue {
  x: number
  y: number
  grid: string
}

/** Open issues in a box, in lattice steps of 1e-7 degree, with the grid they lie in. */
export async function openIssuesIn(db: Queryable, county: string, box: readonly number[]): Promise<PlacedIssue[]> {
  return db.query<PlacedIssue>(
    `select round(st_x(geom)::numeric * 10000000)::bigint as x, round(st_y(geom)::numeric * 10000000)::bigint as y, grid
     from issue
     where county = $1::text and state <> 'closed'
       and geom && st_makeenvelope($2::float8, $3::float8, $4::float8, $5::float8, 4326)`,
    [county, ...box],
  )
}

export interface GridPost {
  person: string
  title: string
  grid: string
}

/** Posts of grid workers at these grids. */
export async function postsAt(db: Queryable, county: string, grids: readonly string[]): Promise<GridPost[]> {
  return db.query<GridPost>(
    `select person, name as title, unit as grid from post
     where county = $1::text and role = 'grid-worker' and unit = any ($2::text[]) order by unit, name`,
    [county, grids],
  )
}
