import { type AtomEdge, type AtomGraph, atomGraph } from './atom-graph.ts'
import type { Norm } from './cut-tree.ts'
import { randomFrom } from './random.ts'

/** Squares in columns and rows, neighbours by their sides, `households` each. */
export function squares(columns: number, rows: number, households = 1): AtomGraph {
  const edges: AtomEdge[] = []
  for (let i = 0; i < columns * rows; i++) {
    if ((i + 1) % columns !== 0) edges.push({ a: i, b: i + 1, lengthMeters: 100, cost: 0.5 })
    if (i + columns < columns * rows) edges.push({ a: i, b: i + columns, lengthMeters: 100, cost: 0.5 })
  }
  return atomGraph(new Int32Array(columns * rows).fill(households), edges)
}

/**
 * A town of blocks: squares with one diagonal here and there, an arterial road every eighth line, streets and lanes
 * between, households that vary from none (a park) to a large compound, and grids of today of 6 x 6 blocks.
 */
export function town(columns: number, rows: number, households: number, seed: number): AtomGraph {
  const random = randomFrom(seed)
  const size = columns * rows
  const weights = Array.from({ length: size }, () => (random() < 0.12 ? 0 : 0.25 + random() ** 3 * 3))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let [given, shared] = [0, 0]
  const people = weights.map((weight) => {
    shared += weight
    const own = Math.round((shared / total) * households) - given
    given += own
    return own
  })
  const cost = (line: number) => (line % 8 === 0 ? 0 : line % 3 === 0 ? 0.15 : 0.55)
  const edges: AtomEdge[] = []
  for (let i = 0; i < size; i++) {
    const [column, row] = [i % columns, Math.floor(i / columns)]
    const metres = 60 + random() * 120
    if (column + 1 < columns) edges.push({ a: i, b: i + 1, lengthMeters: metres, cost: cost(column + 1) })
    if (row + 1 < rows) edges.push({ a: i, b: i + columns, lengthMeters: metres, cost: cost(row + 1) })
    if (column + 1 < columns && row + 1 < rows && random() < 0.3)
      edges.push({ a: i, b: i + columns + 1, lengthMeters: 10, cost: 0.55 })
  }
  const across = Math.ceil(columns / 6)
  return atomGraph(people, edges, {
    issues: people.map((own) => Math.floor(own * (0.5 + random()))),
    today: people.map((_, i) => Math.floor(Math.floor(i / columns) / 6) * across + Math.floor((i % columns) / 6)),
  })
}

/** What a plan breaks: parts beyond the norm, parts in several pieces. */
export function breaches(graph: AtomGraph, labels: Int32Array, [least, most]: Norm): { norm: number; pieces: number } {
  const households = new Map<number, number>()
  labels.forEach((label, atom) => {
    if (label >= 0) households.set(label, (households.get(label) ?? 0) + graph.households[atom]!)
  })
  let pieces = 0
  const found = new Set<number>()
  for (const label of households.keys()) found.add(label)
  const together = componentsOf(graph, labels)
  pieces = together - found.size
  return { norm: [...households.values()].filter((sum) => sum < least || sum > most).length, pieces }
}

function componentsOf(graph: AtomGraph, labels: Int32Array): number {
  const seen = new Uint8Array(labels.length)
  let count = 0
  for (let start = 0; start < labels.length; start++) {
    if (seen[start] === 1 || labels[start]! < 0) continue
    count++
    const open = [start]
    seen[start] = 1
    for (let atom = open.pop(); atom !== undefined; atom = open.pop())
      for (let at = graph.offsets[atom]!; at < graph.offsets[atom + 1]!; at++) {
        const next = graph.neighbours[at]!
        if (seen[next] === 1 || labels[next] !== labels[atom]) continue
        seen[next] = 1
        open.push(next)
      }
  }
  return count
}

/** The partition as text, whatever its parts are numbered. */
export function shapeOf(labels: ArrayLike<number>): string {
  const number = new Map<number, number>()
  return Array.from({ length: labels.length }, (_, atom) => {
    const label = labels[atom]!
    if (!number.has(label)) number.set(label, number.size)
    return number.get(label)
  }).join(',')
}

/** Every partition of the atoms into connected parts that keep the norm, by trying all (small graphs only). */
export function allPlans(graph: AtomGraph, [least, most]: Norm): string[] {
  const size = graph.households.length
  const labels = new Int32Array(size).fill(-1)
  const found: string[] = []
  const fill = (parts: number) => {
    const first = labels.indexOf(-1)
    if (first < 0) {
      found.push(shapeOf(labels))
      return
    }
    for (const part of partsFrom(graph, labels, first, [least, most])) {
      for (const atom of part) labels[atom] = parts
      fill(parts + 1)
      for (const atom of part) labels[atom] = -1
    }
  }
  fill(0)
  return found
}

/** Connected parts of free atoms that hold `first` (the smallest free one) and keep the norm. */
function partsFrom(graph: AtomGraph, labels: Int32Array, first: number, [least, most]: Norm): number[][] {
  const found: number[][] = []
  const seen = new Set<string>()
  const grow = (part: number[], households: number) => {
    const key = [...part].sort((a, b) => a - b).join()
    if (seen.has(key) || households > most) return
    seen.add(key)
    if (households >= least) found.push([...part])
    for (const atom of part)
      for (let at = graph.offsets[atom]!; at < graph.offsets[atom + 1]!; at++) {
        const next = graph.neighbours[at]!
        if (labels[next] === -1 && !part.includes(next)) grow([...part, next], households + graph.households[next]!)
      }
  }
  grow([first], graph.households[first]!)
  return found
}
