import type { Position } from '#domain/contract/common.ts'
import { buildPartition } from '#domain/partition/build-partition.ts'
import { takeCensus } from '#domain/partition/census.ts'
import { interiorPoint } from '#domain/partition/interior-point.ts'
import { polygonsOf } from '#domain/partition/polygon.ts'
import { type AtomGraph, atomGraph, piecesOf } from './atom-graph.ts'
import { type DrawnAtoms, drawAtoms } from './draw-atoms.ts'
import type { GroundFeatures } from './ground-features.ts'

/** A grid as it stands before a plan is drawn. */
export interface StandingGrid {
  code: string
  name: string
  kind: 'base' | 'dedicated'
  community: string
  /** MultiPolygon coordinates, degrees. */
  polygons: readonly (readonly (readonly Position[])[])[]
}

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
  /** Every atom by itself: what micro-grids are made of. */
  fine: AtomGraph
  /** Atoms that stay together, compounds and blocks, as one: what grids are made of. */
  coarse: AtomGraph
  /** Coarse atom of each fine one. */
  coarseOf: Int32Array
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
  { most, fineMost }: { most: number; fineMost: number },
  told: (done: number, all: number) => boolean = () => true,
): PreparedCommunity[] | null {
  const { partition } = buildPartition(free.map(({ community, polygons }) => ({ code: community, polygons })))
  const codes = [...partition.faces.keys()].sort()
  const prepared: PreparedCommunity[] = []
  for (const [done, code] of codes.entries()) {
    if (!told(done, codes.length)) return null
    const grids = free.filter((grid) => grid.community === code)
    const drawn = drawAtoms(polygonsOf(partition, code), features, Math.min(most, fineMost))
    prepared.push({ code, drawn, grids, ...graphsOf(drawn, grids, features, issues, most) })
  }
  return prepared
}

function graphsOf(
  drawn: DrawnAtoms,
  grids: readonly StandingGrid[],
  { buildings }: GroundFeatures,
  issues: IssuePoints,
  most: number,
): Pick<PreparedCommunity, 'fine' | 'coarse' | 'coarseOf'> {
  const households = drawn.atoms.map((atom) => atom.households)
  const issuesOf = issuesByAtom(drawn, issues)
  const today = gridOfAtoms(drawn, grids, buildings)
  const fine = atomGraph(households, drawn.edges, { issues: issuesOf, today })
  const coarseOf = together(drawn, fine, most)
  const count = Math.max(-1, ...coarseOf) + 1
  const sums = { households: new Array<number>(count).fill(0), issues: new Array<number>(count).fill(0) }
  const share = Array.from({ length: count }, () => new Map<number, number>())
  coarseOf.forEach((coarse, atom) => {
    sums.households[coarse]! += households[atom]!
    sums.issues[coarse]! += issuesOf[atom]!
    const grid = today[atom]!
    share[coarse]!.set(grid, (share[coarse]!.get(grid) ?? 0) + households[atom]! + 0.001)
  })
  const edges = new Map<string, { a: number; b: number; lengthMeters: number; cost: number }>()
  for (const { a, b, lengthMeters, cost } of drawn.edges) {
    const [one, other] = [coarseOf[a]!, coarseOf[b]!]
    if (one === other) continue
    const key = one < other ? `${one} ${other}` : `${other} ${one}`
    const known = edges.get(key) ?? { a: Math.min(one, other), b: Math.max(one, other), lengthMeters: 0, cost: 0 }
    edges.set(key, known)
    known.cost =
      (known.cost * known.lengthMeters + cost * lengthMeters) / Math.max(known.lengthMeters + lengthMeters, 1e-9)
    known.lengthMeters += lengthMeters
  }
  const coarse = atomGraph(sums.households, [...edges.values()], {
    issues: sums.issues,
    today: share.map((grid) => [...grid].sort(([, a], [, b]) => b - a)[0]?.[0] ?? -1),
  })
  return { fine, coarse, coarseOf }
}

/** Numbers that atoms of one group share where the group fits and hangs together. */
function together({ atoms }: DrawnAtoms, fine: AtomGraph, most: number): Int32Array {
  const sums = new Map<number, number>()
  for (const { group, households } of atoms) sums.set(group, (sums.get(group) ?? 0) + households)
  const number = new Int32Array(atoms.length).fill(-1)
  let next = 0
  const members = new Map<number, Set<number>>()
  atoms.forEach(({ group }, atom) => {
    if (sums.get(group)! > most) number[atom] = next++
    else members.set(group, (members.get(group) ?? new Set()).add(atom))
  })
  for (const group of members.values())
    for (const piece of piecesWithin(fine, group)) {
      for (const atom of piece) number[atom] = next
      next++
    }
  return number
}

function piecesWithin(fine: AtomGraph, group: ReadonlySet<number>): number[][] {
  return group.size === 1 ? [[...group]] : piecesOf(fine, (atom) => group.has(atom))
}

function issuesByAtom({ partition, atoms }: DrawnAtoms, { x, y, issues }: IssuePoints): number[] {
  const zero = new Array<number>(x.length).fill(0)
  const census = takeCensus(partition, { x, y, issues, households: zero, buildings: zero, compound: zero })
  return atoms.map((_, atom) => (census.of.get(String(atom)) ?? []).reduce((sum, point) => sum + issues[point]!, 0))
}

/** Number of the grid that holds most households of each atom; of its ground where nobody lives. */
function gridOfAtoms(
  { partition, atoms, atomOfBuilding }: DrawnAtoms,
  grids: readonly StandingGrid[],
  buildings: GroundFeatures['buildings'],
): number[] {
  const known = buildPartition(grids).partition
  const number = new Map(grids.map(({ code }, i) => [code, i]))
  const zero = new Array<number>(buildings.length).fill(0)
  const points = { issues: zero, buildings: zero, compound: zero, households: zero }
  const census = takeCensus(known, { ...points, x: buildings.map(({ x }) => x), y: buildings.map(({ y }) => y) })
  const share = atoms.map(() => new Map<number, number>())
  for (const [code, list] of census.of)
    for (const building of list) {
      const atom = atomOfBuilding[building]!
      const grid = number.get(code)!
      if (atom >= 0) share[atom]!.set(grid, (share[atom]!.get(grid) ?? 0) + buildings[building]!.households + 0.001)
    }
  const middles = atoms.map((_, atom) => interiorPoint(polygonsOf(partition, String(atom))[0]!))
  const empty = atoms.map(() => 0)
  const ground = takeCensus(known, {
    ...{ issues: empty, buildings: empty, compound: empty, households: empty },
    ...{ x: middles.map(([x]) => x), y: middles.map(([, y]) => y) },
  })
  const gridAt = new Map(
    [...ground.of].flatMap(([code, list]) => list.map((atom) => [atom, number.get(code)!] as const)),
  )
  return share.map((grid, atom) => [...grid].sort(([, a], [, b]) => b - a)[0]?.[0] ?? gridAt.get(atom) ?? -1)
}
