import { countySettings } from '#domain/contract/county.ts'
import type { PlanBase } from '#domain/contract/plan.ts'
import type { CountedPoints } from '#domain/partition/census.ts'
import type { BaseMicroGrid, StoredGrid, StoredGround } from '#domain/partition/draft-of-base.ts'
import type { Queryable } from '#server/db.types.ts'
import { notFound } from '#server/http.ts'
import {
  firstDay,
  type GridRow,
  groundMark,
  type PlanCountyRow,
  planBuildings,
  planCommunities,
  planCompounds,
  planCounty,
  planGrids,
  planIssueCells,
  planMicroGrids,
  planScope,
  type ScopeRow,
} from './plan-base.query.ts'
import { type GroundGridRow, groundRows } from './plan-ground.query.ts'

/** The county of a request, or the refusal every plan address gives. */
export async function askCounty(db: Queryable, county: string, now: Date): Promise<PlanCountyRow> {
  const known = await planCounty(db, county, now)
  if (!known) throw notFound(`There is no county ${county} on this server.`, 'unknown-county', 'query.county')
  return known
}

/** Everything a draft stands on, as it is stored: what is sent of it is packed (domain/partition/pack-base.ts). */
export interface StoredBase
  extends StoredGround,
    Pick<PlanBase, 'county' | 'asOf' | 'begins' | 'norm' | 'microGridNorm' | 'rules' | 'communities' | 'compounds'> {
  readonly scope: ScopeRow
  /** Number of the newest change of its ground before it was read: where that is still the newest, it still stands. */
  readonly mark: number
  readonly grids: readonly StoredGrid[]
  /** Of all these grids: a border of the plan is a border of the micro-grids beyond it too. */
  readonly microGrids: readonly BaseMicroGrid[]
  /** With the elderly people of each building, whoever asks: whoever sends them looks at whom they are told. */
  readonly points: { readonly [Column in keyof CountedPoints]-?: readonly number[] }
}

/**
 * Reads everything a draft stands on: the areas of a day, or ground of its own (`plan`) among the neighbours of that day.
 * Throws HttpProblem 404 for an unknown county or scope.
 */
export async function readPlanBase(
  db: Queryable,
  county: string,
  scopeCode: string,
  asOf: string,
  now: Date,
  scopePath = 'query.scope',
  plan: string | null = null,
): Promise<StoredBase> {
  const { gridHouseholds, microGridHouseholds, planRules } = countySettings.parse(
    (await askCounty(db, county, now)).settings,
  )
  const scope = await planScope(db, county, scopeCode)
  if (!scope) throw notFound(`County ${county} has no area ${scopeCode}.`, 'unknown-area', scopePath)
  const mark = await groundMark(db, county)
  const inside = scope.level === 'county' ? null : scope.code
  const standing = await planGrids(db, county, inside, asOf)
  const begins = standing.some((grid) => !grid.locked) ? null : await firstDay(db, county, inside)
  const ground = plan === null ? null : await groundRows(db, county, plan)
  const grids = ground === null ? standing : withNeighbours(ground.grids, standing)
  const box = boxOf(grids.filter((grid) => !grid.locked))
  // ground of a plan's own brings its micro-grids; those of its neighbours are of the day
  const codes = grids.filter((grid) => ground === null || grid.locked).map((grid) => grid.code)
  const [microGrids, buildings, cells, compounds, communities] = await Promise.all([
    planMicroGrids(db, county, codes, asOf),
    planBuildings(db, county, box),
    planIssueCells(db, county, asOf, box),
    planCompounds(db, county),
    planCommunities(db, county),
  ])
  const used = new Set(buildings.map((building) => building.compound))
  const named = compounds.filter((compound) => used.has(compound.code))
  const indexOf = new Map(named.map((compound, index) => [compound.code, index]))
  const homes = new Set(grids.map((grid) => grid.community))
  return {
    county,
    scope,
    asOf,
    begins,
    mark,
    norm: gridHouseholds,
    microGridNorm: microGridHouseholds,
    rules: planRules,
    grids: grids.map(({ geom, ...grid }) => ({ ...grid, polygons: geom.coordinates })),
    microGrids: [...(ground?.microGrids ?? []), ...microGrids].map(({ geom, ...micro }) => ({
      ...micro,
      polygons: geom.coordinates,
    })),
    communities: communities.filter((community) => homes.has(community.code)),
    compounds: named,
    points: {
      x: [...buildings, ...cells].map((point) => point.x),
      y: [...buildings, ...cells].map((point) => point.y),
      households: [...buildings.map((building) => building.households), ...cells.map(() => 0)],
      elderly: [...buildings.map((building) => building.elderly), ...cells.map(() => 0)],
      buildings: [...buildings.map(() => 1), ...cells.map(() => 0)],
      issues: [...buildings.map(() => 0), ...cells.map((cell) => cell.issues)],
      compound: [
        ...buildings.map(({ compound }) => (compound === null ? -1 : (indexOf.get(compound) ?? -1))),
        ...cells.map(() => -1),
      ],
    },
  }
}

/** Ground of a plan's own, with the grids beyond its scope that touch what stands there. */
function withNeighbours(ground: readonly GroundGridRow[], standing: readonly GridRow[]): GridRow[] {
  return [...ground.map((grid) => ({ ...grid, locked: false })), ...standing.filter((grid) => grid.locked)]
}

/** West, south, east, north of all rings; an empty box far from everything when there are none. */
export function boxOf(grids: readonly Pick<GridRow, 'geom'>[]): [number, number, number, number] {
  const box: [number, number, number, number] = [180, 90, -180, -90]
  for (const { geom } of grids)
    for (const polygon of geom.coordinates)
      for (const [x, y] of polygon[0] ?? []) {
        box[0] = Math.min(box[0], x)
        box[1] = Math.min(box[1], y)
        box[2] = Math.max(box[2], x)
        box[3] = Math.max(box[3], y)
      }
  return grids.length === 0 ? [0, 0, 0, 0] : box
}
