import type { Queryable } from '#server/db.types.ts'

export interface PlanCountyRow {
  name: string
  settings: unknown
  /** Today where the county lies, 'YYYY-MM-DD'. */
  today: string
}

/** A county with its own today; null when it is not on this server. */
export async function planCounty(db: Queryable, county: string, now: Date): Promise<PlanCountyRow | null> {
  const rows = await db.query<PlanCountyRow>(
    `select name, settings, to_char($2::timestamptz at time zone time_zone, 'YYYY-MM-DD') as today
     from county where code = $1::text`,
    [county, now],
  )
  return rows[0] ?? null
}

export interface ScopeRow {
  code: string
  name: string
  level: 'county' | 'street' | 'community'
  /** `/370699/370699001/`; what a post may know of is told by it. */
  path: string
}

/** The area a plan is about; null when the county has no such area. */
export async function planScope(db: Queryable, county: string, code: string): Promise<ScopeRow | null> {
  const rows = await db.query<ScopeRow>(
    `select code, name, level, path from area where county = $1::text and code = $2::text
     union all
     select code, name, 'county', '/' || code || '/' from county where code = $1::text and code = $2::text
     limit 1`,
    [county, code],
  )
  return rows[0] ?? null
}

/**
 * Number of the newest change of what a plan stands on (grids, micro-grids, buildings and what they belong to); 0 where
 * none is known. Asked before something is read, and again: the same number says that nothing of it changed meanwhile.
 */
export async function groundMark(db: Queryable, county: string): Promise<number> {
  const [row] = await db.query<{ mark: number }>(
    `select coalesce(max(sequence), 0) as mark from feed
     where county = $1::text and kind = 'layer' and id = any ('{area,grid,micro_grid,compound,building}'::text[])`,
    [county],
  )
  return row!.mark
}

/** The first day, 'YYYY-MM-DD', on which grids stood inside an area (`scope` null: the whole county); null where none ever did. */
export async function firstDay(db: Queryable, county: string, scope: string | null): Promise<string | null> {
  const [row] = await db.query<{ day: string | null }>(
    `select to_char(min(g.valid_from), 'YYYY-MM-DD') as day
     from grid g left join area a on a.county = g.county and a.code = g.community
     where g.county = $1::text and ($2::text is null or position('/' || $2::text || '/' in a.path) > 0)`,
    [county, scope],
  )
  return row!.day
}

export interface GridRow {
  code: string
  name: string
  kind: 'base' | 'dedicated'
  community: string
  locked: boolean
  geom: { coordinates: [number, number][][][] }
}

/** Grids that stood on a day inside an area (`scope` null: the whole county), and, locked, those that touch them. */
export async function planGrids(db: Queryable, county: string, scope: string | null, asOf: string): Promise<GridRow[]> {
  return db.query<GridRow>(
    `with standing as (
       select g.code, g.name, g.kind, g.community, g.geom,
         $2::text is null or position('/' || $2::text || '/' in a.path) > 0 as inside
       from grid g left join area a on a.county = g.county and a.code = g.community
       where g.county = $1::text and g.valid_from <= $3::date and (g.valid_to is null or g.valid_to > $3::date)
     )
     select code, name, kind, community, not coalesce(inside, false) as locked, geom
     from standing s
     where inside or exists (
       select 1 from standing other
       where other.inside and other.geom && st_expand(s.geom, 0.000001) and st_dwithin(other.geom, s.geom, 0.000001))
     order by code`,
    [county, scope, asOf],
  )
}

export interface MicroGridRow {
  code: string
  name: string
  grid: string
  geom: { coordinates: [number, number][][][] }
}

/** Micro-grids of these grids that stood on a day. */
export async function planMicroGrids(
  db: Queryable,
  county: string,
  grids: readonly string[],
  asOf: string,
): Promise<MicroGridRow[]> {
  return db.query<MicroGridRow>(
    `select code, name, grid, geom from micro_grid
     where county = $1::text and grid = any($2::text[])
       and valid_from <= $3::date and (valid_to is null or valid_to > $3::date)
     order by code`,
    [county, grids, asOf],
  )
}

export interface BuildingRow {
  x: number
  y: number
  households: number
  elderly: number
  compound: string | null
}

/** Buildings inside a box, in lattice steps of 1e-7 degree. */
export async function planBuildings(db: Queryable, county: string, box: readonly number[]): Promise<BuildingRow[]> {
  return db.query<BuildingRow>(
    `select round(st_x(geom)::numeric * 10000000)::bigint as x, round(st_y(geom)::numeric * 10000000)::bigint as y,
       households, elderly, compound
     from building
     where county = $1::text
       and geom && st_makeenvelope($2::double precision, $3::double precision, $4::double precision, $5::double precision, 4326)
     order by code`,
    [county, ...box],
  )
}

export interface IssueCellRow {
  x: number
  y: number
  issues: number
}

/** Issues filed in the year up to a day, gathered in cells of about 50 m that never reach over a grid of today. */
export async function planIssueCells(
  db: Queryable,
  county: string,
  asOf: string,
  box: readonly number[],
): Promise<IssueCellRow[]> {
  return db.query<IssueCellRow>(
    `select round(avg(st_x(geom))::numeric * 10000000)::bigint as x, round(avg(st_y(geom))::numeric * 10000000)::bigint as y,
       count(*)::integer as issues
     from issue
     where county = $1::text and filed_at > $6::date - interval '1 year' and filed_at < $6::date + interval '1 day'
       and geom && st_makeenvelope($2::double precision, $3::double precision, $4::double precision, $5::double precision, 4326)
     group by grid, floor(st_x(geom) / 0.0005), floor(st_y(geom) / 0.0005)
     order by 1, 2`,
    [county, ...box, asOf],
  )
}

export interface NamedRow {
  code: string
  name: string
}

/** Compounds of the county by code. */
export async function planCompounds(db: Queryable, county: string): Promise<NamedRow[]> {
  return db.query<NamedRow>('select code, name from compound where county = $1::text order by code', [county])
}

/** Communities of the county by code. */
export async function planCommunities(db: Queryable, county: string): Promise<NamedRow[]> {
  return db.query<NamedRow>(
    `select code, name from area where county = $1::text and level = 'community' order by code`,
    [county],
  )
}

export interface PlanScopeRow extends Omit<ScopeRow, 'path'> {
  parent: string | null
  grids: number
}

/** Areas of a county a plan can be about, by level and code, with the grids standing in each today. */
export async function planScopes(db: Queryable, county: string): Promise<PlanScopeRow[]> {
  return db.query<PlanScopeRow>(
    `with standing as (
       select coalesce(a.path, '') as path
       from grid g left join area a on a.county = g.county and a.code = g.community
       where g.county = $1::text and g.valid_to is null
     ), scope as (
       select code, name, level, parent from area where county = $1::text and level in ('street', 'community')
       union all
       select code, name, 'county', null from county where code = $1::text
     )
     select code, name, level, parent,
       (select count(*)::integer from standing
        where scope.level = 'county' or position('/' || scope.code || '/' in standing.path) > 0) as grids
     from scope
     order by array_position(array['county', 'street', 'community'], level), code`,
    [county],
  )
}
