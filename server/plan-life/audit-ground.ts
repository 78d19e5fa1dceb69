import type { Position } from '#domain/contract/common.ts'
import { doubleArea } from '#domain/partition/polygon.ts'
import type { CodedChange } from '#domain/plan-code/code-changes.ts'
import type { Queryable } from '#server/db.types.ts'
import { HttpProblem } from '#server/http.ts'

/** Ground that two rounded borders may share, in square lattice steps: nobody's foot fits into it. */
const MOST_SHARED_STEPS = 20_000

interface Overlap {
  one: string
  other: string
  place: { coordinates: Position }
}

/**
 * Has the database audit what the kernel promised of the rows just opened: as much ground as before, and no two open rows
 * over each other. `known`: pairs of codes that overlapped before. Throws HttpProblem 409 `audit-failed` with codes and
 * place; the publication is rolled back by it.
 */
export async function auditGround(
  db: Queryable,
  county: string,
  changes: readonly CodedChange[],
  known: readonly string[],
): Promise<void> {
  for (const level of ['grid', 'micro-grid'] as const) {
    const here = changes.filter((change) => change.level === level)
    const opened = here.flatMap((change) => (change.code === null ? [] : [change.code]))
    if (opened.length === 0) continue
    if (level === 'grid') await auditSum(db, county, here)
    const [overlap] = await overlaps(db, county, level, opened, known)
    if (overlap)
      throw new HttpProblem(
        409,
        'audit-failed',
        `${level === 'grid' ? 'Grids' : 'Micro-grids'} ${overlap.one} and ${overlap.other} would lie over each other at ${overlap.place.coordinates.join(', ')}.`,
      )
  }
}

/** The rows opened cover as much ground as those closed. */
async function auditSum(db: Queryable, county: string, changes: readonly CodedChange[]): Promise<void> {
  const before = changes.reduce((sum, change) => sum + (change.before ? doubleArea(change.before.polygons) : 0), 0)
  const codes = changes.flatMap((change) => (change.code === null ? [] : [change.code]))
  const [row] = await db.query<{ steps: number }>(
    `select coalesce(sum(st_area(st_translate(geom, -st_xmin(geom), -st_ymin(geom)))), 0) * 1e14 as steps
     from grid where county = $1::text and valid_to is null and code = any ($2::text[])`,
    [county, codes],
  )
  const off = Math.abs(row!.steps - before / 2)
  // a border point rounded to the lattice gives or takes half a step along its edges
  const most = MOST_SHARED_STEPS * Math.max(1, codes.length) + before * 1e-9
  if (off > most)
    throw new HttpProblem(
      409,
      'audit-failed',
      `The grids would cover ${(off / before) * 200} % more or less ground than those they replace (${codes.slice(0, 5).join(', ')}).`,
    )
}

async function overlaps(
  db: Queryable,
  county: string,
  level: CodedChange['level'],
  codes: readonly string[],
  known: readonly string[],
): Promise<Overlap[]> {
  const sql = level === 'grid' ? gridOverlaps : microGridOverlaps
  return db.query<Overlap>(sql, [county, codes, known, MOST_SHARED_STEPS])
}

const gridOverlaps = `
  with opened as (
    select code, geom from grid where county = $1::text and valid_to is null and code = any ($2::text[])
  )
  select least(a.code, b.code) as one, greatest(a.code, b.code) as other, st_pointonsurface(shared.geom) as place
  from opened a
  join grid b on b.county = $1::text and b.valid_to is null and b.code <> a.code and b.geom && a.geom
    and (b.code > a.code or b.code <> all ($2::text[]))
  cross join lateral (select st_intersection(a.geom, b.geom) as geom) shared
  where st_area(shared.geom) * 1e14 > $4::float8
    and least(a.code, b.code) || ' ' || greatest(a.code, b.code) <> all ($3::text[])
  order by st_area(shared.geom) desc limit 1`

const microGridOverlaps = gridOverlaps.replaceAll(' grid ', ' micro_grid ')
