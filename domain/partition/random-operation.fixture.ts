import type { Position } from '#domain/contract/common.ts'
import type { PlanOperation } from '#domain/contract/plan.ts'
import { buildPartition } from './build-partition.ts'
import type { Draft } from './draft.ts'
import { packBorders } from './drawn-borders.ts'
import { toPosition } from './lattice.ts'

/** Degrees a random hand reaches, about a cell of the fixtures. */
const REACH = 0.003

/**
 * A random step that a hand might make somewhere on a draft: sensible ones and clumsy ones. `number` makes new codes
 * different.
 */
export function randomOperation(draft: Draft, random: () => number, number: number): PlanOperation {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const arcs = [...draft.partition.arcs.keys()]
  const grids = [...draft.grids.keys()]
  const micro = [...draft.microGrids.keys()]
  const faces = [...draft.partition.faces.keys()]
  const level = random() < 0.5 ? 'grid' : 'micro-grid'
  const off = (size = REACH) => (random() - 0.5) * 2 * size
  const arc = draft.partition.arcs.get(pick(arcs))!
  const vertices = arc.points.length / 2
  const vertex = Math.floor(random() * vertices)
  const placeOf = (i: number) => toPosition(arc.points[i * 2]!, arc.points[i * 2 + 1]!)
  const here = placeOf(vertex)
  const near = (size = REACH): Position => [here[0] + off(size), here[1] + off(size)]
  const chance = random()
  if (chance < 0.35) return { kind: 'move-vertex', at: here, to: near(REACH / 4) }
  if (chance < 0.5) {
    const i = Math.floor(random() * (vertices - 1))
    return { kind: 'insert-vertex', between: [placeOf(i), placeOf(i + 1)], at: near(REACH / 4) }
  }
  if (chance < 0.6) return { kind: 'delete-vertex', at: here }
  if (chance < 0.7) {
    const to = level === 'grid' ? pick(grids) : pick(faces)
    const size = REACH * (0.1 + random())
    return { kind: 'hand-over', level, to, area: blob(near(REACH / 2), size, random) }
  }
  if (chance < 0.78) {
    const end = placeOf(Math.floor(random() * vertices))
    return { kind: 'reshape', level, line: [here, near(REACH / 2), ...(random() < 0.5 ? [near(REACH / 2)] : []), end] }
  }
  if (chance < 0.85) {
    const face = level === 'grid' ? pick(grids) : pick(faces)
    const line = [near(REACH * 3), ...(random() < 0.5 ? [near()] : []), near(REACH * 3)]
    return { kind: 'split', level, face, line, keep: random() < 0.5 ? 'left' : 'right', code: `N${number}`, name: 'n' }
  }
  if (chance < 0.93) {
    const across = [arc.left, arc.right].map((face) => face ?? pick(faces)) as [string, string]
    const [into, from] = level === 'grid' ? across.map((face) => draft.microGrids.get(face)?.grid ?? face) : across
    return { kind: 'merge', level, into: into!, from: from! }
  }
  if (chance < 0.96 && micro.length > 0)
    return { kind: 'assign', microGrids: [pick(micro), pick(micro)], to: pick(grids) }
  if (chance < 0.975) return { kind: 'name-rest', face: pick(grids), code: `R${number}`, name: 'r' }
  if (chance < 0.988)
    return randomRedraw(grids, () => blob(near(REACH), REACH * (0.3 + random()), random), random, number)
  return { kind: 'draw', level, area: blob(near(REACH / 2), REACH * 0.4, random), code: `D${number}`, name: 'd' }
}

/** Some grids parted anew along rings that lie over each other: codes kept, new ones, with and without micro-grids. */
function randomRedraw(
  grids: readonly string[],
  ring: () => Position[],
  random: () => number,
  number: number,
): PlanOperation {
  const from = [
    ...new Set(Array.from({ length: 1 + Math.floor(random() * 3) }, () => grids[Math.floor(random() * grids.length)]!)),
  ]
  const made = Array.from({ length: 1 + Math.floor(random() * 3) }, (_, i) =>
    random() < 0.7 && from[i] ? from[i] : `W${number}-${i}`,
  ).map((code) => ({ code, name: 'w' }))
  const microGrids = random() < 0.5 ? [0, 1].map((i) => ({ code: `V${number}-${i}`, name: 'v', grid: 0 })) : []
  const areas = microGrids.length + made.length
  const { partition } = buildPartition(
    Array.from({ length: areas }, (_, i) => ({ code: String(i), polygons: [[ring()]] })),
  )
  return { kind: 'redraw', from, grids: made, microGrids, borders: packBorders(partition, Number) }
}

/** A crooked ring around a place. */
function blob([x, y]: Position, size: number, random: () => number): Position[] {
  const corners = 3 + Math.floor(random() * 6)
  return Array.from({ length: corners }, (_, i): Position => {
    const angle = (i / corners) * 2 * Math.PI
    const reach = size * (0.5 + random() / 2)
    return [x + Math.cos(angle) * reach, y + Math.sin(angle) * reach]
  })
}
