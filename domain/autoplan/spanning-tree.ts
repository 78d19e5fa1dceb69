import type { AtomGraph } from './atom-graph.ts'
import type { Random } from './random.ts'

/** A spanning tree of some atoms, which are numbered here by their place in `atoms`. */
export interface SpanningTree {
  readonly atoms: readonly number[]
  /** Places of atoms, a parent before its children; the first is the root. */
  readonly order: Int32Array
  /** Place of the parent of each, -1 for the root. */
  readonly parent: Int32Array
}

/** A key holds a weight below 8 in 26 bits behind the point, and the number of an edge. */
const WEIGHT_STEPS = 2 ** 26
const MOST_EDGES = 2 ** 24

/**
 * Draws spanning trees of connected atoms. Each edge gets a random weight plus a surcharge where a border is welcome
 * (an arterial road, a river), and the lightest tree is taken (Kruskal 1956): the tree runs through compounds and lanes
 * and crosses roads seldom, so that its cuts fall on roads. Surcharges: Autry, Carter, Herschlag, Hunter and Mattingly,
 * "Multi-scale merge-split Markov chain Monte Carlo for redistricting", 2020; random minimum trees: DeFord, Duchin and
 * Solomon, "Recombination: a family of Markov chains for redistricting", 2021.
 * `surcharge` (0 to 6): 0 draws all trees, at 2 roads decide.
 */
export function createTreeDrawer(graph: AtomGraph, random: Random) {
  const size = graph.households.length
  const placeOf = new Int32Array(size).fill(-1)
  const root = new Int32Array(size)
  const edges = graph.neighbours.length / 2
  const from = new Int32Array(edges)
  const to = new Int32Array(edges)
  // weight and number of an edge in one number, so that they are put in order without a call for each comparison
  const keys = new Float64Array(edges)
  // neighbours in the tree as linked lists of half-edges
  const first = new Int32Array(size)
  const nextHalf = new Int32Array(size * 2)
  const target = new Int32Array(size * 2)

  /** Null when the atoms are not connected. */
  function draw(atoms: readonly number[], surcharge: number): SpanningTree | null {
    const count = atoms.length
    for (let i = 0; i < count; i++) placeOf[atoms[i]!] = i
    let known = 0
    for (let i = 0; i < count; i++) {
      const atom = atoms[i]!
      for (let at = graph.offsets[atom]!; at < graph.offsets[atom + 1]!; at++) {
        const place = placeOf[graph.neighbours[at]!]!
        if (place <= i) continue
        from[known] = i
        to[known] = place
        keys[known] = Math.floor((random() + surcharge * (1 - graph.cost[at]!)) * WEIGHT_STEPS) * MOST_EDGES + known
        known++
      }
    }
    for (let i = 0; i < count; i++) placeOf[atoms[i]!] = -1
    keys.subarray(0, known).sort()
    return join(atoms, known)
  }

  function join(atoms: readonly number[], known: number): SpanningTree | null {
    const count = atoms.length
    for (let i = 0; i < count; i++) {
      root[i] = i
      first[i] = -1
    }
    let halves = 0
    for (let i = 0; i < known && halves < 2 * (count - 1); i++) {
      const edge = keys[i]! % MOST_EDGES
      const a = from[edge]!
      const b = to[edge]!
      const rootA = find(root, a)
      const rootB = find(root, b)
      if (rootA === rootB) continue
      root[rootB] = rootA
      for (const [one, other] of [
        [a, b],
        [b, a],
      ] as const) {
        target[halves] = other
        nextHalf[halves] = first[one]!
        first[one] = halves++
      }
    }
    if (halves !== 2 * (count - 1)) return null
    const walk = new Int32Array(count)
    const parent = new Int32Array(count).fill(-1)
    walk[0] = Math.floor(random() * count)
    for (let done = 0, found = 1; done < count; done++) {
      const here = walk[done]!
      for (let half = first[here]!; half >= 0; half = nextHalf[half]!) {
        const there = target[half]!
        if (there === parent[here]) continue
        parent[there] = here
        walk[found++] = there
      }
    }
    return { atoms, order: walk, parent }
  }

  return draw
}

function find(root: Int32Array, place: number): number {
  let here = place
  while (root[here] !== here) {
    root[here] = root[root[here]!]!
    here = root[here]!
  }
  return here
}
