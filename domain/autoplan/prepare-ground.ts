import type { Position } from '#domain/contract/common.ts'
import { buildPartition } from '#domain/partition/build-partition.ts'
import { takeCensus } from '#domain/partition/census.ts'
import { interiorPoint } from '#domain/partition/interior-point.ts'
import type { Partition } from '#domain/partition/partition.types.ts'
import { polygonsOf } from '#domain/partition/polygon.ts'
import { type AlongMeasure, alongMeasure } from '#domain/plan-compare/along-lines.ts'
import { type AtomGraph, atomGraph } from './atom-graph.ts'
import { coarseGraph } from './coarse-graph.ts'
import { type DrawnAtoms, drawAtoms } from './draw-atoms.ts'
import { borderLines, type GroundFeatures } from './ground-features.ts'
import type { Neighbour } from './what-helps.ts'

/** A grid as it stands before a plan is drawn. */
export interface StandingGrid {
  code: string
  name: string
  kind: 'base' | 'dedicated'
  community: string
  /** MultiPolygon coordinates, degrees. */
  polygons: readonly (readonly (readonly Position[])[])[]
}

/** Who lives in an atom, by the number of the grid in which their buildings stand. */
export type Residents = ReadonlyMap<number, { households: number; buildings: number }>

/** Issues of a year at places, lattice steps. */
export interface IssuePoints {
  x: readonly number[]
  y: readonly number[]
  issues: readonly number[]
}

/** The free ground of a community, cut into atoms. */
export interface PreparedCommunity {
  code: string
  drawn: DrawnAtoms
  /** Grids that are drawn anew; `today` of the graphs counts in these. */
  grids: readonly StandingGrid[]
  /** The same grids by their codes. */
  standing: Partition
  /** Measures borders against the roads, banks and walls of all the ground. */
  along: AlongMeasure
  /** Every atom by itself: what micro-grids are made of. */
  fine: AtomGraph
  /** Who lives in each fine atom, grid by grid: a compound may lie in several. */
  residents: readonly Residents[]
  /** Atoms that stay together, compounds and blocks, as one: what grids are made of. */
  coarse: AtomGraph
  /** Coarse atom of each fine one. */
  coarseOf: Int32Array
  /** Compounds that grids of today share stay shared: few moves matter more. */
  keepsShares: boolean
  /** Communities beside it that are drawn too. */
  neighbours: readonly Neighbour[]
}

/**
 * Cuts the ground of the given grids into atoms, community by community; ground of other grids is not touched. Compounds
 * and blocks of more than `most` households are parted between their buildings; of more than `fineMost` too, but those
 * parts stay together in grids. Tells each community before it begins.
 */
export function prepareGround(
  free: readonly StandingGrid[],
  features: GroundFeatures,
  issues: IssuePoints,
  { most, fineMost, keepsShares = false }: { most: number; fineMost: number; keepsShares?: boolean },
  told: (done: number, all: number) => boolean = () => true,
): PreparedCommunity[] | null {
  const { partition } = buildPartition(free.map(({ community, polygons }) => ({ code: community, polygons })))
  const codes = [...partition.faces.keys()].sort()
  const along = alongMeasure(borderLines(features))
  const prepared: PreparedCommunity[] = []
  for (const [done, code] of codes.entries()) {
    if (!told(done, codes.length)) return null
    const grids = free.filter((grid) => grid.community === code)
    const drawn = drawAtoms(polygonsOf(partition, code), features, Math.min(most, fineMost))
    const standing = buildPartition(grids).partition
    const residents = residentsOf(drawn, grids, standing, features.buildings)
    const fine = fineGraph(drawn, gridOfAtoms(drawn, grids, standing, residents), issues)
    const coarse = coarseGraph(drawn, fine, most, keepsShares)
    prepared.push({ code, drawn, grids, standing, along, fine, residents, ...coarse, keepsShares, neighbours: [] })
  }
  const households = new Map(
    prepared.map(({ code, fine }) => [code, fine.households.reduce((sum, own) => sum + own, 0)]),
  )
  const around = neighboursOf(partition, households)
  return prepared.map((one) => ({ ...one, neighbours: around.get(one.code) ?? [] }))
}

function fineGraph(drawn: DrawnAtoms, today: readonly number[], issues: IssuePoints): AtomGraph {
  return atomGraph(
    drawn.atoms.map((atom) => atom.households),
    drawn.edges,
    { issues: issuesByAtom(drawn, issues), today },
  )
}

/** Communities that touch each one, with their households. */
function neighboursOf({ arcs }: Partition, households: ReadonlyMap<string, number>): Map<string, Neighbour[]> {
  const around = new Map<string, Set<string>>()
  for (const { left, right } of arcs.values())
    if (left !== null && right !== null) {
      around.set(left, (around.get(left) ?? new Set()).add(right))
      around.set(right, (around.get(right) ?? new Set()).add(left))
    }
  return new Map(
    [...around].map(([code, others]) => [
      code,
      [...others].sort().map((other) => ({ community: other, households: households.get(other)! })),
    ]),
  )
}

function issuesByAtom({ partition, atoms }: DrawnAtoms, { x, y, issues }: IssuePoints): number[] {
  const zero = new Array<number>(x.length).fill(0)
  const census = takeCensus(partition, { x, y, issues, households: zero, buildings: zero, compound: zero })
  return atoms.map((_, atom) => (census.of.get(String(atom)) ?? []).reduce((sum, point) => sum + issues[point]!, 0))
}

function residentsOf(
  { atoms, atomOfBuilding }: DrawnAtoms,
  grids: readonly StandingGrid[],
  known: Partition,
  buildings: GroundFeatures['buildings'],
): Residents[] {
  const number = numbersOf(grids)
  const zero = new Array<number>(buildings.length).fill(0)
  const points = { issues: zero, buildings: zero, compound: zero, households: zero }
  const census = takeCensus(known, { ...points, x: buildings.map(({ x }) => x), y: buildings.map(({ y }) => y) })
  const residents = atoms.map(() => new Map<number, { households: number; buildings: number }>())
  for (const [code, list] of census.of)
    for (const building of list) {
      const own = residents[atomOfBuilding[building]!]
      const grid = number.get(code)!
      const known = own?.get(grid) ?? { households: 0, buildings: 0 }
      const households = known.households + buildings[building]!.households
      own?.set(grid, { households, buildings: known.buildings + 1 })
    }
  return residents
}

/** Number of the grid that holds most households of each atom; of its ground where nothing is built. */
function gridOfAtoms(
  { partition, atoms }: DrawnAtoms,
  grids: readonly StandingGrid[],
  known: Partition,
  residents: readonly Residents[],
): number[] {
  const number = numbersOf(grids)
  const middles = atoms.map((_, atom) => interiorPoint(polygonsOf(partition, String(atom))[0]!))
  const empty = atoms.map(() => 0)
  const ground = takeCensus(known, {
    ...{ issues: empty, buildings: empty, compound: empty, households: empty },
    ...{ x: middles.map(([x]) => x), y: middles.map(([, y]) => y) },
  })
  const gridAt = new Map(
    [...ground.of].flatMap(([code, list]) => list.map((atom) => [atom, number.get(code)!] as const)),
  )
  return residents.map((own, atom) => {
    const most = [...own].sort(([, a], [, b]) => b.households - a.households || b.buildings - a.buildings)[0]
    return most?.[0] ?? gridAt.get(atom) ?? -1
  })
}

function numbersOf(grids: readonly StandingGrid[]): Map<string, number> {
  return new Map(grids.map(({ code }, i) => [code, i]))
}
