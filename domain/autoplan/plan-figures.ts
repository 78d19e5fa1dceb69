import { type Path, toLattice } from '#domain/partition/lattice.ts'
import { compactness, measure } from '#domain/partition/measure.ts'
import type { Partition } from '#domain/partition/partition.types.ts'
import { addBorders, type BorderSum } from '#domain/plan-compare/along-lines.ts'
import type { Norm } from './cut-tree.ts'
import { unionOf } from './ground-of-parts.ts'
import type { PreparedCommunity, StandingGrid } from './prepare-ground.ts'

/**
 * What a plan comes to; sums, so that communities can be added up. Its borders are those between grids of one community, as
 * a comparison of plans counts them (domain/plan-compare/inner-borders.ts).
 */
export interface PlanFigures extends BorderSum {
  grids: number
  /** Grids within the norm. */
  within: number
  households: number
  /** Households whose grid has another code than before. */
  moved: number
  /** Households of the smallest and the largest grid. */
  fewest: number
  most: number
  /** Sum over grids of 4 pi area / perimeter², 1 for a circle (Polsby and Popper 1991). */
  compactness: number
  /** Sum over grids of the squared distance from the aim, as shares of it. */
  squaredOff: number
  aim: number
}

export function figuresOf(
  { drawn, fine, along }: PreparedCommunity,
  labels: Int32Array,
  parts: number,
  keeps: Int32Array,
  { norm, aim }: { norm: Norm; aim: number },
): PlanFigures {
  const households = new Array<number>(parts).fill(0)
  const atoms: string[][] = Array.from({ length: parts }, () => [])
  let moved = 0
  labels.forEach((part, atom) => {
    households[part]! += fine.households[atom]!
    atoms[part]!.push(String(atom))
    if (keeps[part] !== fine.today[atom]) moved += fine.households[atom]!
  })
  return {
    ...spread(households, norm, aim),
    ...along(bordersBetween(drawn.partition, (one, other) => labels[Number(one)] !== labels[Number(other)])),
    moved,
    compactness: atoms.reduce((sum, list) => sum + compactness(measure(unionOf(drawn.partition, list))), 0),
  }
}

/** The figures of the grids as they stand. */
export function figuresToday(
  prepared: readonly PreparedCommunity[],
  { norm, aim }: { norm: Norm; aim: number },
): PlanFigures {
  const households: number[] = []
  let round = 0
  let borders: BorderSum = { borderMeters: 0, alongMeters: 0 }
  for (const community of prepared) {
    const { fine, grids } = community
    const own = grids.map(() => 0)
    fine.today.forEach((grid, atom) => {
      if (grid >= 0) own[grid]! += fine.households[atom]!
    })
    households.push(...own)
    for (const grid of grids) round += compactness(measure(ringsOf(grid)))
    borders = addBorders(borders, standingBorders(community))
  }
  return { ...spread(households, norm, aim), ...borders, moved: 0, compactness: round }
}

/** Borders between the grids of a community as they stand. */
export function standingBorders({ standing, along }: PreparedCommunity): BorderSum {
  return along(bordersBetween(standing, () => true))
}

function bordersBetween({ arcs }: Partition, takes: (one: string, other: string) => boolean): Path[] {
  const borders: Path[] = []
  for (const { left, right, points } of arcs.values())
    if (left !== null && right !== null && takes(left, right)) borders.push(points)
  return borders
}

function spread(households: readonly number[], [least, most]: Norm, aim: number) {
  return {
    grids: households.length,
    within: households.filter((own) => own >= least && own <= most).length,
    households: households.reduce((sum, own) => sum + own, 0),
    fewest: households.length === 0 ? Number.MAX_SAFE_INTEGER : Math.min(...households),
    most: Math.max(0, ...households),
    aim,
    squaredOff: households.reduce((sum, own) => sum + ((own - aim) / aim) ** 2, 0),
  }
}

function ringsOf({ polygons }: StandingGrid): number[][][] {
  return polygons.map((rings) =>
    rings.map((ring) => ring.slice(0, -1).flatMap(([x, y]) => [toLattice(x), toLattice(y)])),
  )
}
