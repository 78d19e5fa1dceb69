import type { Position } from '#domain/contract/common.ts'
import { doubleArea, toMultiPolygon } from '#domain/partition/polygon.ts'
import type { CodedChange } from '#domain/plan-code/code-changes.ts'
import type { GroundArea } from '#domain/plan-code/ground.ts'
import type { Queryable } from '#server/db.types.ts'
import { HttpProblem } from '#server/http.ts'
import { writeEwkbHex } from '#server/postgis-types/index.ts'

/** Ground that two rounded borders may share, in square lattice steps: nobody's foot fits into it. */
const MOST_SHARED_STEPS = 20_000

interface Overlap {
  one: string
  other: string
  place: { coordinates: Position }
}

/**
 * Has the database audit what the kernel promised of the rows just opened: as much ground as before, no two open rows
 * over each other, and where PostGIS knows coverages (from 3.4 on) every shared border equal on both sides. `known`: pairs of codes that overlapped before; `ownGround`: the plan began from ground of its own.
 * Throws HttpProblem 409 `audit-failed` or `ground-left-out` with codes and place; the publication is rolled back by it.
 */
export async function auditGround(
  db: Queryable,
  county: string,
  changes: readonly CodedChange[],
  known: readonly string[],
  ownGround: boolean,
): Promise<void> {
  const [{ coverage } = { coverage: false }] = await db.query<{ coverage: boolean }>(
    `select exists (select from pg_proc where proname = 'st_coverageinvalidedges') as coverage`,
  )
  for (const level of ['grid', 'micro-grid'] as const) {
    const here = changes.filter((change) => change.level === level)
    const opened = here.flatMap((change) => (change.code === null ? [] : [change.code]))
    if (opened.length === 0) continue
    if (level === 'grid') await auditSum(db, county, here, ownGround)
    const [overlap] = await overlaps(db, county, level, opened, known)
    if (overlap)
      throw new HttpProblem(
        409,
        'audit-failed',
        `${level === 'grid' ? 'Grids' : 'Micro-grids'} ${overlap.one} and ${overlap.other} would lie over each other at ${overlap.place.coordinates.join(', ')}.`,
      )
    const [unmatched] = coverage ? await unmatchedEdges(db, county, level, opened) : []
    if (unmatched)
      throw new HttpProblem(
        409,
        'audit-failed',
        `The border of ${level} ${unmatched.code} would not match its neighbour's at ${unmatched.place.coordinates.join(', ')}.`,
      )
  }
}

/**
 * The rows opened cover as much ground as those closed; where a plan has ground of its own, as much as the kernel says and
 * no less than those closed.
 */
async function auditSum(
  db: Queryable,
  county: string,
  changes: readonly CodedChange[],
  ownGround: boolean,
): Promise<void> {
  const before = sumOf(changes.map((change) => change.before))
  const after = sumOf(changes.map((change) => change.after))
  const codes = changes.flatMap((change) => (change.code === null ? [] : [change.code]))
  const [row] = await db.query<{ steps: number }>(
    `select coalesce(sum(st_area(st_translate(geom, -st_xmin(geom), -st_ymin(geom)))), 0) * 1e14 as steps
     from grid where county = $1::text and valid_to is null and code = any ($2::text[])`,
    [county, codes],
  )
  // a border point rounded to the lattice gives or takes half a step along its edges
  const most = MOST_SHARED_STEPS * Math.max(1, codes.length) + Math.max(before, after) * 1e-9
  if (ownGround && (before - after) / 2 > most) throw await leftOut(db, county, changes, codes)
  const off = Math.abs(row!.steps - (ownGround ? after : before) / 2)
  if (off > most)
    throw new HttpProblem(
      409,
      'audit-failed',
      `The grids would cover ${(off / (ownGround ? after : before)) * 200} % more or less ground than ${ownGround ? 'was drawn' : 'those they replace'} (${codes.slice(0, 5).join(', ')}).`,
    )
}

function sumOf(areas: readonly (GroundArea | null)[]): number {
  return areas.reduce((sum, area) => sum + (area === null ? 0 : doubleArea(area.polygons)), 0)
}

/** Where a grid stands and none would. */
async function leftOut(
  db: Queryable,
  county: string,
  changes: readonly CodedChange[],
  codes: readonly string[],
): Promise<HttpProblem> {
  const before = changes.flatMap((change) =>
    change.before === null
      ? []
      : [writeEwkbHex({ type: 'MultiPolygon', coordinates: toMultiPolygon(change.before.polygons) })],
  )
  const [row] = await db.query<{ place: { coordinates: Position }; hectares: number }>(
    `select st_pointonsurface(part.geom) as place, st_area(part.geom::geography) / 10000 as hectares
     from (select (st_dump(st_difference(
       (select st_union(geom::geometry) from unnest($2::text[]) as old (geom)),
       (select st_union(geom) from grid where county = $1::text and valid_to is null and code = any ($3::text[]))))).geom) part
     order by st_area(part.geom) desc limit 1`,
    [county, before, codes],
  )
  const where = row ? ` at ${row.place.coordinates.join(', ')} (${row.hectares.toFixed(2)} ha)` : ''
  return new HttpProblem(409, 'ground-left-out', `Ground that has a grid today would have none${where}.`)
}

/**
 * The opened row that lies most over another open one. Where opened rows and those beside them together cover as much as
 * each of them by itself, no two lie over each other, and pairs are not asked one by one.
 */
async function overlaps(
  db: Queryable,
  county: string,
  level: CodedChange['level'],
  codes: readonly string[],
  known: readonly string[],
): Promise<Overlap[]> {
  const of = (sql: string) => (level === 'grid' ? sql : sql.replaceAll(' grid ', ' micro_grid '))
  const [sum] = await db.query<{ shared: number }>(of(sharedGround), [county, codes])
  if (sum!.shared <= MOST_SHARED_STEPS) return []
  return db.query<Overlap>(of(overlapsOfPairs), [county, codes, known, MOST_SHARED_STEPS])
}

const sharedGround = `
  with opened as materialized (
    select geom from grid where county = $1::text and valid_to is null and code = any ($2::text[])
  ), beside as (
    select geom from grid b
    where county = $1::text and valid_to is null and code <> all ($2::text[])
      and geom && (select st_setsrid(st_extent(geom)::geometry, 4326) from opened)
      and exists (select from grid a
        where a.county = $1::text and a.valid_to is null and a.code = any ($2::text[]) and a.geom && b.geom)
  )
  select (sum(st_area(geom)) - st_area(st_union(geom))) * 1e14 as shared
  from (select geom from opened union all select geom from beside) near`

const overlapsOfPairs = `
  select least(a.code, b.code) as one, greatest(a.code, b.code) as other, st_pointonsurface(shared.geom) as place
  from grid a
  join grid b on b.county = $1::text and b.valid_to is null and b.code <> a.code and b.geom && a.geom
    and (b.code > a.code or b.code <> all ($2::text[]))
  cross join lateral (select st_intersection(a.geom, b.geom) as geom) shared
  where a.county = $1::text and a.valid_to is null and a.code = any ($2::text[])
    and st_area(shared.geom) * 1e14 > $4::float8
    and least(a.code, b.code) || ' ' || greatest(a.code, b.code) <> all ($3::text[])
  order by st_area(shared.geom) desc limit 1`

/** Opened rows with a border that is not their opened neighbour's to the bit. */
async function unmatchedEdges(
  db: Queryable,
  county: string,
  level: CodedChange['level'],
  codes: readonly string[],
): Promise<{ code: string; place: { coordinates: Position } }[]> {
  const sql = level === 'grid' ? gridEdges : gridEdges.replace(' grid ', ' micro_grid ')
  return db.query(sql, [county, codes])
}

const gridEdges = `
  select code, st_startpoint(st_geometryn(edges, 1)) as place
  from (select code, st_coverageinvalidedges(geom) over () as edges
    from grid where county = $1::text and valid_to is null and code = any ($2::text[])) audited
  where edges is not null order by st_length(edges) desc limit 1`
