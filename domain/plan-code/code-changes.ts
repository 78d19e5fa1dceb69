import { assignCodes, type ToCode } from './assign-codes.ts'
import { compareGround, type GroundChange } from './compare-ground.ts'
import type { Ground, GroundArea } from './ground.ts'

/** A change with the code its area has afterwards; null for one that is closed. */
export interface CodedChange extends GroundChange {
  readonly code: string | null
  /** Final code of the community or grid it belongs to afterwards; null for one that is closed. */
  readonly parent: string | null
}

export interface CodeRules {
  /** Every grid and micro-grid code that stands or stood in the county. */
  readonly used: readonly string[]
  /** Digits of a micro-grid's number, 2 or 3; where two are used up, three are taken. */
  readonly microGridDigits: number
}

export type CodedChanges =
  | { ok: true; changes: readonly CodedChange[]; codes: ReadonlyMap<string, string> }
  | { ok: false; parent: string; most: number }

const GRID_DIGITS = 3
const MOST_MICRO_GRID_DIGITS = 3

/**
 * What differs between two grounds, with the uniform codes that hold afterwards. A grid keeps its code as long as the
 * plan keeps it; a micro-grid as long as its grid is the same. `codes` tells the final code of every grid of `after`.
 */
export function codeChanges(before: Ground, after: Ground, { used, microGridDigits }: CodeRules): CodedChanges {
  const stood = new Set(before.grids.map((grid) => grid.code))
  const grids = assignCodes(
    after.grids.map((grid) => toCode(grid, grid.parent, stood.has(grid.code))),
    used,
    GRID_DIGITS,
  )
  if (!grids.ok) return grids
  const homes = new Map(before.microGrids.map((micro) => [micro.code, micro.parent]))
  const microGrids = assignCodes(
    after.microGrids.map((micro) =>
      toCode(micro, grids.codes.get(micro.parent) ?? micro.parent, homes.get(micro.code) === micro.parent),
    ),
    used,
    microGridDigits,
    MOST_MICRO_GRID_DIGITS,
  )
  if (!microGrids.ok) return microGrids
  const changes = compareGround(before, after).map((change): CodedChange => {
    const { level, after: area } = change
    if (area === null) return { ...change, code: null, parent: null }
    if (level === 'grid') return { ...change, code: grids.codes.get(area.code)!, parent: area.parent }
    return {
      ...change,
      code: microGrids.codes.get(area.code)!,
      parent: grids.codes.get(area.parent) ?? area.parent,
    }
  })
  return { ok: true, changes, codes: grids.codes }
}

function toCode(area: GroundArea, parent: string, keeps: boolean): ToCode {
  return { key: area.code, parent, keeps: keeps ? area.code : null, polygons: area.polygons }
}
