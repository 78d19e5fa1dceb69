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

/** Base grids that stay whatever is drawn, and the borders that have one of them on a side: they count in every plan. */
export interface StayingGrids extends BorderSum {
  /** Of each grid. */
  households: readonly number[]
  /** Sum over the grids, as above. */
  compactness: number
}

type Measured = { norm: Norm; aim: number }

/** The figures of a community as it is drawn. */
export function figuresOf(
  { drawn, fine, residents, along }: PreparedCommunity,
  labels: Int32Array,
  parts: number,
  keeps: Int32Array,
  { norm, aim }: Measured,
): PlanFigures {
  const households = new Array<number>(parts).fill(0)
  const atoms: string[][] = Array.from({ length: parts }, () => [])
  let moved = 0
  labels.forEach((part, atom) => {
    households[part]! += fine.households[atom]!
    atoms[part]!.push(String(atom))
    moved += fine.households[atom]! - (residents[atom]!.get(keeps[part]!)?.households ?? 0)
  })
  return {
    ...spread(households, norm, aim),
    ...along(bordersBetween(drawn.partition, (one, other) => labels[Number(one)] !== labels[Number(other)])),
    moved,
    compactness: atoms.reduce((sum, list) => sum + compactness(measure(unionOf(drawn.partition, list))), 0),
  }
}

/** The figures of a community as it stands. */
export function standingFigures(
  { grids, residents, standing, along }: PreparedCommunity,
  { norm, aim }: Measured,
): PlanFigures {
  const households = grids.map(() => 0)
  for (const own of residents) for (const [grid, lives] of own) households[grid]! += lives.households
  return {
    ...spread(households, norm, aim),
    ...along(bordersBetween(standing, () => true)),
    moved: 0,
    compactness: grids.reduce((sum, grid) => sum + compactness(measure(ringsOf(grid))), 0),
  }
}

/** What grids that stay add to the figures of a plan. */
export function stayingFigures(
  { households, compactness, borderMeters, alongMeters }: StayingGrids,
  { norm, aim }: Measured,
): PlanFigures {
  return { ...spread(households, norm, aim), moved: 0, compactness, borderMeters, alongMeters }
}

/** How far grids are from the aim: root of the mean square, households. */
export function meanOff({ squaredOff, grids, aim }: PlanFigures): number {
  return grids === 0 ? 0 : Math.sqrt(squaredOff / grids) * aim
}

/** Figures of pieces of ground together. */
export function sumFigures(all: readonly PlanFigures[], settings: Measured): PlanFigures {
  const none = stayingFigures({ households: [], compactness: 0, borderMeters: 0, alongMeters: 0 }, settings)
  return all.reduce(
    (sum, one) => ({
      grids: sum.grids + one.grids,
      within: sum.within + one.within,
      households: sum.households + one.households,
      moved: sum.moved + one.moved,
      fewest: Math.min(sum.fewest, one.fewest),
      most: Math.max(sum.most, one.most),
      compactness: sum.compactness + one.compactness,
      ...addBorders(sum, one),
      squaredOff: sum.squaredOff + one.squaredOff,
      aim: sum.aim,
    }),
    none,
  )
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
