import { toMultiPolygon } from '#domain/partition/polygon.ts'
import type { LaidGround } from '#domain/plan-ground/lay-ground.ts'
import type { Queryable } from '#server/db.types.ts'
import { writeEwkbHex } from '#server/postgis-types/index.ts'

interface MultiPolygon {
  coordinates: [number, number][][][]
}

export interface GroundGridRow {
  code: string
  name: string
  kind: 'base' | 'dedicated'
  community: string
  geom: MultiPolygon
}

export interface GroundMicroGridRow {
  code: string
  name: string
  grid: string
  geom: MultiPolygon
}

/** Ground of its own that a plan begins from, grids and micro-grids by code. */
export async function groundRows(
  db: Queryable,
  county: string,
  plan: string,
): Promise<{ grids: GroundGridRow[]; microGrids: GroundMicroGridRow[] }> {
  const grids = await db.query<GroundGridRow>(
    `select code, name, kind, parent as community, geom from plan_ground
     where county = $1::text and plan = $2::text and level = 'grid' order by code`,
    [county, plan],
  )
  const microGrids = await db.query<GroundMicroGridRow>(
    `select code, name, parent as grid, geom from plan_ground
     where county = $1::text and plan = $2::text and level = 'micro_grid' order by code`,
    [county, plan],
  )
  return { grids, microGrids }
}

/** Codes in a plan's own ground that are those of areas that stand. */
export async function keptCodes(db: Queryable, county: string, plan: string): Promise<Set<string>> {
  const rows = await db.query<{ code: string }>(
    'select code from plan_ground where county = $1::text and plan = $2::text and keeps_code',
    [county, plan],
  )
  return new Set(rows.map((row) => row.code))
}

/** Stores the ground a plan begins from. */
export async function insertGround(db: Queryable, county: string, plan: string, ground: LaidGround): Promise<void> {
  const areas = [...ground.grids, ...ground.microGrids]
  await db.query(
    `insert into plan_ground (county, plan, code, level, name, kind, parent, keeps_code, geom)
     select $1::text, $2::text, r.code, case when r.kind is null then 'micro_grid' else 'grid' end, r.name, r.kind, r.parent,
       r.keeps, r.geom::geometry
     from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::boolean[], $8::text[])
       as r (code, name, kind, parent, keeps, geom)`,
    [
      county,
      plan,
      areas.map((area) => area.code),
      areas.map((area) => area.name),
      areas.map((area) => area.kind),
      areas.map((area) => area.parent),
      areas.map((area) => ground.kept.has(area.code)),
      areas.map(({ polygons }) => writeEwkbHex({ type: 'MultiPolygon', coordinates: toMultiPolygon(polygons) })),
    ],
  )
}

/** Gives a plan the ground that another one begins from. */
export async function copyGround(db: Queryable, county: string, from: string, to: string): Promise<void> {
  await db.query(
    `insert into plan_ground (county, plan, code, level, name, kind, parent, keeps_code, geom)
     select county, $3::text, code, level, name, kind, parent, keeps_code, geom
     from plan_ground where county = $1::text and plan = $2::text`,
    [county, from, to],
  )
}

export interface CommunityRow {
  code: string
  name: string
  geom: MultiPolygon | null
}

/** Communities inside an area (`scope` null: the whole county) by code, with their ground. */
export async function communitiesIn(db: Queryable, county: string, scope: string | null): Promise<CommunityRow[]> {
  return db.query<CommunityRow>(
    `select code, name, geom from area
     where county = $1::text and level = 'community' and ($2::text is null or position('/' || $2::text || '/' in path) > 0)
     order by code`,
    [county, scope],
  )
}

/** Every code that a grid or micro-grid of a county has or had. */
export async function usedCodes(db: Queryable, county: string): Promise<string[]> {
  const rows = await db.query<{ code: string }>(
    `select code from grid where county = $1::text
     union
     select code from micro_grid where county = $1::text`,
    [county],
  )
  return rows.map((row) => row.code)
}

/** Micro-grids that stand on a day, with their grid. */
export async function standingMicroGrids(
  db: Queryable,
  county: string,
  day: string,
): Promise<{ code: string; grid: string }[]> {
  return db.query(
    `select code, grid from micro_grid
     where county = $1::text and valid_from <= $2::date and (valid_to is null or valid_to > $2::date)`,
    [county, day],
  )
}
