import { buildPartition } from '#domain/partition/build-partition.ts'
import { takeCensus } from '#domain/partition/census.ts'
import { interiorPoint } from '#domain/partition/interior-point.ts'
import type { LatticePolygon, Partition } from '#domain/partition/partition.types.ts'
import { toMultiPolygon } from '#domain/partition/polygon.ts'
import { alongMeasure } from '#domain/plan-compare/along-lines.ts'
import { type AtomEdge, type AtomGraph, atomGraph, type BorderKind, crossingCost, piecesOf } from './atom-graph.ts'
import { createCellFinder } from './find-cells.ts'
import { findRoot } from './find-root.ts'
import { borderLines, type GroundFeatures } from './ground-features.ts'
import { looksAt } from './looks-at.ts'

/** A piece of a grid that is not cut: a micro-grid, or an atom of one. */
export interface Leaf {
  /** Number of the micro-grid it is (a part of). */
  unit: number
  polygons: readonly LatticePolygon[]
}

/** Leaves, and what of them stays together. */
export interface LeafGraph {
  /** Faces are leaves by their number as text. */
  partition: Partition
  /** Atoms are leaves that stay together: those of a compound, those that a building stands on. */
  graph: AtomGraph
  /** Atom of each leaf. */
  atomOf: Int32Array
  /** Buildings of the features that lie on each leaf. */
  buildings: readonly (readonly number[])[]
}

/** What grids' borders run along, the cheapest first. */
const kinds: readonly BorderKind[] = ['arterial', 'river', 'street', 'wall', 'lane']

/** Share of the way from a wall of a building to its middle at which a border is said to cut it. */
const INWARD = 0.05

/** Makes the cost of borders known: of each metre that of the cheapest line within reach, else of a midline. */
export function borderCost(features: GroundFeatures): (path: readonly number[]) => { meters: number; cost: number } {
  const none = { roads: [], water: [], compounds: [] }
  const measures = kinds.map((kind, last) => {
    const upTo = new Set<BorderKind>(kinds.slice(0, last + 1))
    return {
      cost: crossingCost[kind],
      along: alongMeasure(
        borderLines({
          roads: features.roads.filter((road) => upTo.has(road.kind)),
          water: upTo.has('river') ? features.water : none.water,
          compounds: upTo.has('wall') ? features.compounds : none.compounds,
        }),
      ),
    }
  })
  // the same borders are asked about while micro-grid after micro-grid is opened
  const known = new Map<string, { meters: number; cost: number }>()
  return (path) => {
    const key = path.join()
    const cost = known.get(key) ?? measured(path)
    known.set(key, cost)
    return cost
  }

  function measured(path: readonly number[]): { meters: number; cost: number } {
    let [meters, before, sum] = [0, 0, 0]
    for (const { cost, along } of measures) {
      const { borderMeters, alongMeters } = along([path])
      meters = borderMeters
      sum += (alongMeters - before) * cost
      before = alongMeters
    }
    sum += (meters - before) * crossingCost.midline
    return { meters, cost: meters === 0 ? 0 : sum / meters }
  }
}

/**
 * Joins leaves into the pieces that a border may part: what a building stands on is one, what a compound of at most `most`
 * households stands on is one, as far as it hangs together. Pieces of ground that nothing joins to the rest are joined to
 * the nearest at no cost, since a grid may lie in several.
 */
export function leafGraph(
  leaves: readonly Leaf[],
  features: GroundFeatures,
  most: number,
  costOf: ReturnType<typeof borderCost>,
): LeafGraph {
  const { partition } = buildPartition(
    leaves.map(({ polygons }, leaf) => ({ code: String(leaf), polygons: toMultiPolygon(polygons) })),
  )
  const buildings = buildingsOn(partition, leaves.length, features)
  const { touching, edges } = edgesOf(partition, leaves.length, costOf)
  const atomOf = together(leaves, buildings, touching, features, most)
  const atoms = Math.max(-1, ...atomOf) + 1
  const households = new Int32Array(atoms)
  buildings.forEach((list, leaf) => {
    for (const building of list) households[atomOf[leaf]!]! += features.buildings[building]!.households
  })
  const joined = joinEdges(edges, atomOf)
  return { partition, graph: connected(households, joined, leaves, atomOf), atomOf, buildings }
}

function buildingsOn(partition: Partition, leaves: number, { buildings }: GroundFeatures): number[][] {
  const zero = new Array<number>(buildings.length).fill(0)
  const { of } = takeCensus(partition, {
    ...{ households: zero, buildings: zero, issues: zero, compound: zero },
    ...{ x: buildings.map(({ x }) => x), y: buildings.map(({ y }) => y) },
  })
  return Array.from({ length: leaves }, (_, leaf) => [...(of.get(String(leaf)) ?? [])])
}

function edgesOf({ arcs }: Partition, leaves: number, costOf: ReturnType<typeof borderCost>) {
  const edges: AtomEdge[] = []
  for (const { left, right, points } of arcs.values()) {
    if (left === null || right === null) continue
    const { meters, cost } = costOf(points)
    edges.push({ a: Number(left), b: Number(right), lengthMeters: meters, cost })
  }
  return { edges, touching: atomGraph(new Int32Array(leaves), edges) }
}

/** Numbers of what stays together. */
function together(
  leaves: readonly Leaf[],
  buildings: readonly (readonly number[])[],
  touching: AtomGraph,
  features: GroundFeatures,
  most: number,
): Int32Array {
  const root = Int32Array.from(leaves.keys())
  const find = (leaf: number) => findRoot(root, leaf)
  const join = (list: readonly number[]) => {
    for (const leaf of list.slice(1)) root[find(leaf)] = find(list[0]!)
  }
  const leafAt = leafFinder(leaves)
  buildings.forEach((list, leaf) => {
    for (const building of list) {
      const { x, y, footprint } = features.buildings[building]!
      for (const ring of footprint)
        for (const [px, py] of looksAt(ring)) {
          // a little inwards: a border may run along a house
          const other = leafAt(px + (x - px) * INWARD, py + (y - py) * INWARD)
          if (other >= 0 && other !== leaf) join([leaf, other])
        }
    }
  })
  const members = new Map<number, { leaves: Set<number>; households: number }>()
  const compoundAt = compoundFinder(features)
  const stands = (compound: number, leaf: number, households: number) => {
    if (compound < 0) return
    const known = members.get(compound) ?? { leaves: new Set<number>(), households: 0 }
    members.set(compound, known)
    known.leaves.add(leaf)
    known.households += households
  }
  leaves.forEach(({ polygons }, leaf) => {
    // ground of a compound on which nothing stands joins what does
    if (buildings[leaf]!.length === 0) stands(compoundAt(...interiorPoint(polygons[0]!)), leaf, 0)
    for (const building of buildings[leaf]!) {
      const { x, y, households } = features.buildings[building]!
      stands(compoundAt(x, y), leaf, households)
    }
  })
  for (const { leaves: own, households } of members.values())
    if (households <= most) for (const piece of piecesOf(touching, (leaf) => own.has(leaf))) join(piece)
  const number = new Map<number, number>()
  return Int32Array.from(leaves, (_, leaf) => {
    const top = find(leaf)
    if (!number.has(top)) number.set(top, number.size)
    return number.get(top)!
  })
}

function leafFinder(leaves: readonly Leaf[]): (x: number, y: number) => number {
  const cells = leaves.flatMap(({ polygons }, leaf) =>
    polygons.map((rings) => ({ leaf, rings: [...rings], claims: [] })),
  )
  const find = createCellFinder([{ rings: [], claims: [] }, ...cells])
  return (x, y) => cells[find(x, y) - 1]?.leaf ?? -1
}

/** The compound that a place stands in, -1 for none. */
export function compoundFinder({ compounds }: GroundFeatures): (x: number, y: number) => number {
  const cells = compounds.flatMap(({ polygons }, compound) =>
    polygons.map((rings) => ({ compound, rings: [...rings], claims: [] })),
  )
  const find = createCellFinder([{ rings: [], claims: [] }, ...cells])
  return (x, y) => cells[find(x, y) - 1]?.compound ?? -1
}

/** Borders of leaves as borders of what stays together. */
function joinEdges(edges: readonly AtomEdge[], atomOf: Int32Array): AtomEdge[] {
  const found = new Map<string, AtomEdge>()
  for (const { a, b, lengthMeters, cost } of edges) {
    const [one, other] = [Math.min(atomOf[a]!, atomOf[b]!), Math.max(atomOf[a]!, atomOf[b]!)]
    if (one === other) continue
    const known = found.get(`${one} ${other}`) ?? { a: one, b: other, lengthMeters: 0, cost: 0 }
    found.set(`${one} ${other}`, known)
    const all = Math.max(known.lengthMeters + lengthMeters, 1e-9)
    known.cost = (known.cost * known.lengthMeters + cost * lengthMeters) / all
    known.lengthMeters += lengthMeters
  }
  return [...found.values()]
}

/** The graph of all atoms, pieces of it joined where they are nearest. */
function connected(households: Int32Array, edges: AtomEdge[], leaves: readonly Leaf[], atomOf: Int32Array): AtomGraph {
  const pieces = piecesOf(atomGraph(households, edges))
  if (pieces.length < 2) return atomGraph(households, edges)
  const middles = leaves.map(({ polygons }) => interiorPoint(polygons[0]!))
  const leavesOf = (atoms: readonly number[]) => {
    const own = new Set(atoms)
    return [...leaves.keys()].filter((leaf) => own.has(atomOf[leaf]!))
  }
  const [first, ...rest] = pieces.sort((a, b) => b.length - a.length).map(leavesOf)
  const near = [...first!]
  for (const piece of rest) {
    let best = { a: -1, b: -1, off: Number.POSITIVE_INFINITY }
    for (const one of near)
      for (const other of piece) {
        const off = Math.hypot(middles[one]![0] - middles[other]![0], middles[one]![1] - middles[other]![1])
        if (off < best.off) best = { a: atomOf[one]!, b: atomOf[other]!, off }
      }
    edges.push({ a: best.a, b: best.b, lengthMeters: 0, cost: 0 })
    near.push(...piece)
  }
  return atomGraph(households, edges)
}
