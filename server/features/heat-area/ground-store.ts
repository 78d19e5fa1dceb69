import { LRUCache } from 'lru-cache'
import { countAt, groundAt } from '#domain/partition/area.ts'
import { censusOf } from '#domain/partition/census.ts'
import { toMultiPolygon } from '#domain/partition/polygon.ts'
import { scopeOfAll } from '#server/account/scope-of.ts'
import type { Context } from '#server/context.ts'
import type { HeatCounty } from '#server/heat/heat-county.ts'
import { HttpProblem } from '#server/http.ts'
import { draftStoreOf } from '#server/plan/draft-store.ts'
import type { PlanWithOperations } from '#server/plan/plan-row.query.ts'
import { requirePlan } from '#server/plan/require-plan.ts'
import { type CellLattice, cellAt, cellPolygon, coverWithCells, MOST_CELLS } from './cells.ts'
import { countyPolygons, gridRows, microGridRows } from './ground.query.ts'
import { type AreaRow, type Ground, groundOf } from './ground.ts'
import { householdPoints } from './point.query.ts'

/** What areas a question is about. */
export interface AskedGround {
  county: string
  by: Ground['by']
  draft?: string | undefined
  cellMeters: number
}

export interface KnownGround {
  ground: Ground
  /** Another for other ground or other households. */
  version: string
}

const KEPT_GROUNDS = 12
/** A ground changes with its layers; the rest is for what no layer tells. */
const KEPT_MILLISECONDS = 600_000
const heeded: readonly string[] = ['area', 'grid', 'micro_grid', 'building']

export interface GroundStore {
  /** Throws HttpProblem: 400 or 404 when there are no such areas. */
  ask(asked: AskedGround, county: HeatCounty): Promise<KnownGround>
}

/** Areas with their households, read once and kept until a layer of their county changes. */
export function createGroundStore(context: Context): GroundStore {
  const { db, feed, now } = context
  const drafts = draftStoreOf(context)
  const versions = new Map<string, number>()
  const grounds = new LRUCache<string, Promise<Ground>>({ max: KEPT_GROUNDS, ttl: KEPT_MILLISECONDS })

  feed.subscribe((changes) => {
    for (const { county, kind, id } of changes)
      if (kind === 'layer' && heeded.includes(id)) versions.set(county, (versions.get(county) ?? 0) + 1)
  })

  async function read({ county, by, cellMeters }: AskedGround, { plane }: HeatCounty, plan: PlanWithOperations | null) {
    if (plan) return draftGround(county, plan, plane)
    if (by === 'cell') return cellGround(county, cellMeters, plane)
    const rows = by === 'grid' ? await gridRows(db, county) : await microGridRows(db, county)
    return groundOf(by, rows, plane, (standing) => ({
      kind: 'code',
      of: by === 'grid' ? 'grid' : 'microGrid',
      indexOf: new Map(standing.map((row, area) => [row.code, area])),
    }))
  }

  async function cellGround(county: string, cellMeters: number, plane: HeatCounty['plane']): Promise<Ground> {
    const lattice = coverWithCells(await countyPolygons(db, county), plane, cellMeters)
    if (lattice === null)
      throw new HttpProblem(
        400,
        'too-many-cells',
        `Cells of ${cellMeters} m would be more than ${MOST_CELLS}: take larger ones.`,
        'query.cellMeters',
      )
    const households = new Int32Array(lattice.columns.length)
    const buildings = await householdPoints(db, county)
    for (const [building, count] of buildings.households.entries()) {
      const cell = cellAt(lattice, buildings.x[building]!, buildings.y[building]!)
      if (cell >= 0) households[cell]! += count
    }
    return groundOfCells(lattice, households)
  }

  /** Grids of a draft, counted by the kernel that the planner's page counts with. */
  async function draftGround(county: string, plan: PlanWithOperations, plane: HeatCounty['plane']): Promise<Ground> {
    const known = await drafts.baseOfPlan(county, plan)
    const replayed = drafts.replayed(plan.id, known, plan.operations)
    if (!replayed.ok)
      throw new HttpProblem(
        409,
        'plan-broken',
        `Operation ${replayed.index + 1} of plan ${plan.id} no longer stands on the grids of its day.`,
        'query.draft',
      )
    const { draft } = replayed
    const { points } = known.drafted
    const census = censusOf(draft.partition, points)
    const rows = [...draft.grids.values()]
      .filter((grid) => !grid.locked)
      .sort((one, other) => (one.code < other.code ? -1 : 1))
      .map(({ code, name, community }): AreaRow => {
        const { households } = countAt({ draft, census }, points, 'grid', code)
        return { code, name, community, households, polygons: toMultiPolygon(groundAt(draft, 'grid', code)) }
      })
    return groundOf('draft', rows, plane, (standing) => ({
      kind: 'faces',
      faces: standing.map(({ code }) => groundAt(draft, 'grid', code)),
    }))
  }

  async function askPlan({ county, by, draft }: AskedGround): Promise<PlanWithOperations | null> {
    if (by !== 'draft') return null
    if (draft === undefined)
      throw new HttpProblem(400, 'no-draft-named', 'Counting by draft needs the id of one: draft=...', 'query.draft')
    return requirePlan(db.within(scopeOfAll(county)), county, draft, 'query.draft')
  }

  return {
    async ask(asked, county) {
      const plan = await askPlan(asked)
      const { by } = asked
      const version = JSON.stringify([
        versions.get(asked.county) ?? 0,
        asked.county,
        by,
        plan && [plan.id, plan.version, plan.base_date],
        by === 'cell' ? asked.cellMeters : 0,
        Math.floor(now().getTime() / KEPT_MILLISECONDS),
      ])
      const known = grounds.get(version)
      if (known) return { ground: await known, version }
      const reading = read(asked, county, plan)
      grounds.set(version, reading)
      reading.catch(() => grounds.delete(version))
      return { ground: await reading, version }
    },
  }
}

/** Codes are column and row on the county's lattice, from its origin. */
function groundOfCells(lattice: CellLattice, households: Int32Array): Ground {
  const { cellMeters, firstColumn, firstRow, columns, rows, squareMeters } = lattice
  const codes = Array.from(columns, (column, cell) => `${firstColumn + column}:${firstRow + rows[cell]!}`)
  return {
    by: 'cell',
    codes,
    names: codes.map(() => ''),
    communities: codes.map(() => ''),
    households,
    squareMeters,
    east: Float64Array.from(columns, (column) => (firstColumn + column + 0.5) * cellMeters),
    north: Float64Array.from(rows, (row) => (firstRow + row + 0.5) * cellMeters),
    polygonsOf: (cell) => cellPolygon(lattice, cell),
    locator: { kind: 'cell', lattice },
  }
}
