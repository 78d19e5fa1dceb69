/**
 * What lies along the border between two atoms, from the dearest to the cheapest place for a grid's border: inside of a
 * compound (only where it is above the maximum), between buildings, a lane, a wall, a street, a river, an arterial road.
 */
export const borderKinds = ['inside', 'midline', 'lane', 'wall', 'street', 'river', 'arterial'] as const
export type BorderKind = (typeof borderKinds)[number]

/** What one metre of a grid's border costs on each, 0 (where people expect a border) to 1. */
export const crossingCost: Record<BorderKind, number> = {
  inside: 1,
  midline: 0.8,
  lane: 0.55,
  wall: 0.35,
  street: 0.15,
  river: 0,
  arterial: 0,
}

/**
 * Atoms, the smallest pieces a plan moves, and which of them touch: compressed sparse rows, each edge stands at both of
 * its ends. Positions in `neighbours`, `lengthMeters` and `cost` go together.
 */
export interface AtomGraph {
  /** Households of each atom. */
  readonly households: Int32Array
  /** Issues of a year of each atom. */
  readonly issues: Int32Array
  /** Number of the grid of today that the atom lies in, -1 for none. */
  readonly today: Int32Array
  /** Where the neighbours of an atom begin; one longer than there are atoms. */
  readonly offsets: Int32Array
  readonly neighbours: Int32Array
  /** Metres of border that two atoms share. */
  readonly lengthMeters: Float64Array
  /** Cost of a metre of it as a grid's border, 0 to 1. */
  readonly cost: Float64Array
}

/** A border that two atoms share. */
export interface AtomEdge {
  a: number
  b: number
  lengthMeters: number
  cost: number
}

/** Builds the rows of a graph; columns that are not given are empty. */
export function atomGraph(
  households: ArrayLike<number>,
  edges: readonly AtomEdge[],
  given: { issues?: ArrayLike<number>; today?: ArrayLike<number> } = {},
): AtomGraph {
  const size = households.length
  const offsets = new Int32Array(size + 1)
  for (const { a, b } of edges) {
    if (a === b || a < 0 || b < 0 || a >= size || b >= size)
      throw new Error(`an edge joins atoms ${a} and ${b}: two different ones of ${size} are expected`)
    offsets[a + 1]!++
    offsets[b + 1]!++
  }
  for (let i = 0; i < size; i++) offsets[i + 1]! += offsets[i]!
  const next = offsets.slice(0, size)
  const neighbours = new Int32Array(edges.length * 2)
  const lengthMeters = new Float64Array(edges.length * 2)
  const cost = new Float64Array(edges.length * 2)
  for (const edge of edges)
    for (const [from, to] of [
      [edge.a, edge.b],
      [edge.b, edge.a],
    ] as const) {
      const at = next[from]!++
      neighbours[at] = to
      lengthMeters[at] = edge.lengthMeters
      cost[at] = edge.cost
    }
  return {
    households: Int32Array.from(households),
    issues: given.issues ? Int32Array.from(given.issues) : new Int32Array(size),
    today: given.today ? Int32Array.from(given.today) : new Int32Array(size).fill(-1),
    offsets,
    neighbours,
    lengthMeters,
    cost,
  }
}

/** Connected pieces of the atoms that `takes` lets in, each as ascending atom numbers, by their first atom. */
export function piecesOf(graph: AtomGraph, takes: (atom: number) => boolean = () => true): number[][] {
  const size = graph.households.length
  const seen = new Uint8Array(size)
  const pieces: number[][] = []
  for (let start = 0; start < size; start++) {
    if (seen[start] === 1 || !takes(start)) continue
    seen[start] = 1
    const piece = [start]
    for (let i = 0; i < piece.length; i++) {
      const atom = piece[i]!
      for (let at = graph.offsets[atom]!; at < graph.offsets[atom + 1]!; at++) {
        const next = graph.neighbours[at]!
        if (seen[next] === 1 || !takes(next)) continue
        seen[next] = 1
        piece.push(next)
      }
    }
    pieces.push(piece.sort((a, b) => a - b))
  }
  return pieces
}
