import type { Position } from '#domain/contract/common.ts'
import type { PlanGround } from '#domain/contract/plan.ts'
import type { BuildFinding, StoredFace } from '#domain/partition/build-partition.ts'
import { type BaseMicroGrid, draftOfBase, type StoredGrid } from '#domain/partition/draft-of-base.ts'
import { groundOf } from '#domain/partition/ground.ts'
import { MAX_SPAN_STEPS, toLattice } from '#domain/partition/lattice.ts'
import { polygonsOf } from '#domain/partition/polygon.ts'
import { assignCodes } from '#domain/plan-code/assign-codes.ts'
import type { Ground, GroundArea } from '#domain/plan-code/ground.ts'
import { toLatticePolygons } from '#domain/plan-code/lay-micro-grids.ts'

/** Two rounded borders may share this much ground: the audit of a publication lets it pass too. */
const MOST_SHARED_SQUARE_METERS = 2

/** Ground laid on the lattice, every area with a code in the draft. */
export interface LaidGround extends Ground {
  /** Codes of areas that stand and are kept. */
  readonly kept: ReadonlySet<string>
}

export type GroundRefusal =
  | 'community-outside'
  | 'code-twice'
  | 'unknown-grid'
  | 'codes-used-up'
  | 'ground-too-wide'
  | 'ground-malformed'
  | 'ground-overlaps'
  | 'ground-lost'

/** What stands around the ground and what is known of codes. */
export interface Surroundings {
  /** Communities that the plan may draw in. */
  readonly communities: ReadonlySet<string>
  /** Community of every grid, grid of every micro-grid that stands in the scope, by code. */
  readonly standing: ReadonlyMap<string, string>
  /** Every code that is or was given in the county. */
  readonly used: readonly string[]
  /** Grids beyond the scope that touch it. */
  readonly locked: readonly StoredGrid[]
}

export type Laid =
  | { ok: true; ground: LaidGround }
  | { ok: false; reason: GroundRefusal; names: string[]; at: Position | null }

const MICRO_GRID_DIGITS = 3
const GRID_DIGITS = 3

/**
 * Lays given ground for a plan to begin from: places on the lattice, borders joined with each other's and the
 * neighbours', codes kept where an area carries one that stands in the same community (or grid), else given from west to
 * east. Refused with names and a place where areas lie over each other, where an area has no ground, where it lies in no
 * community of the plan. Gaps stay gaps.
 */
export function layGround({ grids, microGrids }: PlanGround, around: Surroundings): Laid {
  const stranger = grids.find((grid) => !around.communities.has(grid.community))
  if (stranger) return refuse('community-outside', [stranger.name])
  const twice = firstTwice([...grids, ...microGrids].flatMap(({ code }) => code ?? []))
  if (twice !== null) return refuse('code-twice', [twice])
  const shapes = [...grids, ...microGrids].map(({ ground }) =>
    ground.type === 'Polygon' ? [ground.coordinates] : ground.coordinates,
  )
  if (isTooWide([...shapes, ...around.locked.map((face) => face.polygons)])) return refuse('ground-too-wide', [])
  const gridCodes = codesOf(
    grids.map((grid, i) => ({ key: String(i), code: grid.code, parent: grid.community, shape: shapes[i]! })),
    around,
    GRID_DIGITS,
  )
  if (!gridCodes.ok) return refuse('codes-used-up', [gridCodes.parent])
  const indexOf = new Map(grids.map(({ code }, index) => [code, index]))
  const codeOfGrid = (grid: string | number): string | undefined =>
    gridCodes.codes.get(String(typeof grid === 'number' ? grid : indexOf.get(grid)))
  const homeless = microGrids.find((micro) => codeOfGrid(micro.grid) === undefined)
  if (homeless) return refuse('unknown-grid', [homeless.name])
  const microCodes = codesOf(
    microGrids.map((micro, i) => ({
      ...{ key: String(i), code: micro.code, parent: codeOfGrid(micro.grid)! },
      shape: shapes[grids.length + i]!,
    })),
    around,
    MICRO_GRID_DIGITS,
  )
  if (!microCodes.ok) return refuse('codes-used-up', [microCodes.parent])
  const faces = grids.map(({ name, kind, community }, i) => {
    const code = gridCodes.codes.get(String(i))!
    return { code, name, kind, community, locked: false, polygons: shapes[i]! }
  })
  const nested = microGrids.map(({ name, grid }, i): BaseMicroGrid => {
    const code = microCodes.codes.get(String(i))!
    return { code, name, grid: codeOfGrid(grid)!, polygons: shapes[grids.length + i]! }
  })
  const { locked } = around
  const { draft, findings } = draftOfBase({ grids: [...faces, ...locked], microGrids: nested, points: noPoints })
  const names = new Map([...faces, ...nested, ...locked].map(({ code, name }) => [code, name]))
  const own = new Set([...faces, ...nested].map((area) => area.code))
  for (const finding of findings) {
    const reason = finding.codes.some((code) => own.has(code)) ? refusalOf(finding) : null
    const concerned = finding.codes.map((code) => names.get(code) ?? code)
    if (reason !== null) return refuse(reason, concerned, finding.at)
  }
  return {
    ok: true,
    ground: {
      grids: faces.map(
        ({ code, name, kind, community }): GroundArea => ({
          ...{ code, name, kind, parent: community },
          polygons: groundOf(draft, code),
        }),
      ),
      microGrids: nested.map(
        ({ code, name, grid }): GroundArea => ({
          ...{ code, name, kind: null, parent: grid },
          polygons: polygonsOf(draft.partition, code),
        }),
      ),
      kept: new Set([...gridCodes.kept, ...microCodes.kept]),
    },
  }
}

const noPoints = { x: [], y: [], households: [], buildings: [], issues: [], compound: [] }

function refuse(reason: GroundRefusal, names: string[], at: Position | null = null): Laid {
  return { ok: false, reason, names, at }
}

/** Null for what a draft may begin with. */
function refusalOf({ kind, areaSquareMeters }: BuildFinding): GroundRefusal | null {
  if (kind === 'malformed') return 'ground-malformed'
  if (kind === 'lost') return 'ground-lost'
  return kind === 'overlap' && areaSquareMeters > MOST_SHARED_SQUARE_METERS ? 'ground-overlaps' : null
}

interface Unnumbered {
  key: string
  code: string | null
  parent: string
  shape: StoredFace['polygons']
}

/** Codes by key: those that stand under the same parent are kept, the others are given. */
function codesOf(areas: readonly Unnumbered[], { standing, used }: Surroundings, digits: number) {
  const kept = new Set(
    areas.flatMap(({ code, parent }) => (code !== null && standing.get(code) === parent ? [code] : [])),
  )
  const given = assignCodes(
    areas.map(({ key, code, parent, shape }) => ({
      key,
      parent,
      keeps: code !== null && kept.has(code) ? code : null,
      polygons: toLatticePolygons(shape),
    })),
    used,
    digits,
  )
  return given.ok ? { ...given, kept } : given
}

function firstTwice(codes: readonly string[]): string | null {
  const seen = new Set<string>()
  for (const code of codes) {
    if (seen.has(code)) return code
    seen.add(code)
  }
  return null
}

function isTooWide(shapes: readonly StoredFace['polygons'][]): boolean {
  let [west, south, east, north] = [180, 90, -180, -90]
  for (const shape of shapes)
    for (const polygon of shape)
      for (const place of polygon[0] ?? []) {
        west = Math.min(west, place[0]!)
        east = Math.max(east, place[0]!)
        south = Math.min(south, place[1]!)
        north = Math.max(north, place[1]!)
      }
  return Math.max(toLattice(east - west), toLattice(north - south)) > MAX_SPAN_STEPS
}
