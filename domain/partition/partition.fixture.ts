import type { StoredFace } from './build-partition.ts'
import { STEPS_PER_DEGREE } from './lattice.ts'
import type { Partition } from './partition.types.ts'
import { doubleArea, polygonsOf } from './polygon.ts'

/** A repeatable stream of numbers from 0 to 1 (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** South-west corner and cell of the fixtures: a coastal county seat, cells about 300 m. */
export const ORIGIN = [120.7, 37.8] as const
const CELL_STEPS = 30_000

/**
 * Faces in `columns` x `rows` with crooked shared borders (`bends` vertices on each side); code `G-column-row`.
 * Neighbours share every vertex.
 */
export function crookedFaces(columns: number, rows: number, seed: number, bends = 2): StoredFace[] {
  const random = seeded(seed)
  const west = Math.round(ORIGIN[0] * STEPS_PER_DEGREE)
  const south = Math.round(ORIGIN[1] * STEPS_PER_DEGREE)
  const jitter = () => Math.round((random() - 0.5) * CELL_STEPS * 0.3)
  const corners = Array.from({ length: (columns + 1) * (rows + 1) }, (_, i): [number, number] => [
    west + (i % (columns + 1)) * CELL_STEPS + jitter(),
    south + Math.floor(i / (columns + 1)) * CELL_STEPS + jitter(),
  ])
  const sides = new Map<string, [number, number][]>()
  const side = (from: number, to: number): [number, number][] => {
    const [low, high] = [Math.min(from, to), Math.max(from, to)]
    const key = `${low},${high}`
    const [a, b] = [corners[low]!, corners[high]!]
    if (!sides.has(key))
      sides.set(
        key,
        Array.from({ length: bends }, (_, i) => {
          const share = (i + 1) / (bends + 1)
          return [
            Math.round(a[0] + (b[0] - a[0]) * share + jitter() / 6),
            Math.round(a[1] + (b[1] - a[1]) * share + jitter() / 6),
          ]
        }),
      )
    const between = sides.get(key)!
    return [corners[from]!, ...(from === low ? between : [...between].reverse())]
  }
  return Array.from({ length: columns * rows }, (_, i) => {
    const [column, row] = [i % columns, Math.floor(i / columns)]
    const corner = row * (columns + 1) + column
    const loop = [corner, corner + 1, corner + columns + 2, corner + columns + 1]
    const ring = loop.flatMap((from, k) => side(from, loop[(k + 1) % 4]!))
    return { code: `G-${column}-${row}`, polygons: [[[...ring, ring[0]!].map(degrees)]] }
  })
}

/** Steps to degrees. */
export function degrees([x, y]: readonly [number, number]): [number, number] {
  return [x / STEPS_PER_DEGREE, y / STEPS_PER_DEGREE]
}

/** Twice the area of all faces together, square steps. */
export function totalDoubleArea(partition: Partition): number {
  let sum = 0
  for (const code of partition.faces.keys()) sum += doubleArea(polygonsOf(partition, code))
  return sum
}

/** Everything a partition promises, as a list of broken promises (empty when sound). */
export function brokenPromises(partition: Partition): string[] {
  const broken: string[] = []
  for (const arc of partition.arcs.values()) {
    const [from, to] = [partition.nodes.get(arc.from), partition.nodes.get(arc.to)]
    if (!from || !to) broken.push(`arc ${arc.id} has no end`)
    else {
      if (from.x !== arc.points[0] || from.y !== arc.points[1]) broken.push(`arc ${arc.id} does not begin at its node`)
      if (to.x !== arc.points.at(-2) || to.y !== arc.points.at(-1))
        broken.push(`arc ${arc.id} does not end at its node`)
      if (!from.arcs.includes(arc.id) || !to.arcs.includes(arc.id)) broken.push(`arc ${arc.id} is unknown to its node`)
    }
    if (arc.left === arc.right) broken.push(`arc ${arc.id} parts nothing`)
    for (const code of [arc.left, arc.right])
      if (code !== null && !partition.faces.get(code)?.arcs.includes(arc.id))
        broken.push(`face ${code} misses arc ${arc.id}`)
  }
  for (const node of partition.nodes.values()) {
    if (node.arcs.length === 0) broken.push(`node ${node.id} stands alone`)
    for (const id of node.arcs) if (!partition.arcs.has(id)) broken.push(`node ${node.id} names lost arc ${id}`)
  }
  for (const face of partition.faces.values()) {
    if (new Set(face.arcs).size !== face.arcs.length) broken.push(`face ${face.code} names an arc twice`)
    for (const id of face.arcs) if (!partition.arcs.has(id)) broken.push(`face ${face.code} names lost arc ${id}`)
    const polygons = polygonsOf(partition, face.code)
    if (polygons.length === 0) broken.push(`face ${face.code} has no ground`)
    const rings = polygons.flat().reduce((sum, ring) => sum + ring.length / 2, 0)
    const along = face.arcs.reduce((sum, id) => sum + partition.arcs.get(id)!.points.length / 2 - 1, 0)
    if (rings !== along) broken.push(`face ${face.code} has ${along} edges and ${rings} in its rings`)
  }
  return broken
}
