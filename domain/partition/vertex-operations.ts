import type { Position } from '#domain/contract/common.ts'
import { inTriangle } from './in-triangle.ts'
import { MAX_SPAN_STEPS, type Path, toLattice, toPosition } from './lattice.ts'
import { type Node, type Partition, type Patch, type Refusal, refuse } from './partition.types.ts'
import { reachOf } from './reach.ts'
import { facesAround, type Star, starAt, starBetween } from './star.ts'

type Planned = { ok: true; patch: Patch } | Refusal

/** Moves the vertex at a place and every border that runs through it. Refused where it would meet another border. */
export function planMoveVertex(partition: Partition, at: Position, to: Position): Planned {
  const star = starAt(partition, toLattice(at[0]), toLattice(at[1]))
  if (!star) return refuse('unknown-vertex', at)
  const [x, y] = [toLattice(to[0]), toLattice(to[1])]
  const refusal = refuseMove(star, x, y)
  if (refusal) return refusal
  const ends = new Set(star.places.flatMap(({ arc, vertex }) => endNode(arc, vertex) ?? []))
  return {
    ok: true,
    patch: {
      nodes: [...ends].map((id): [number, Node] => [id, { ...partition.nodes.get(id)!, x, y }]),
      arcs: star.places.map(({ arc, vertex }) => [arc.id, { at: vertex, drop: 1, points: [x, y] }]),
      faces: movedFaces(star),
      nextId: partition.nextId,
    },
  }
}

/** A new vertex between two neighbours on an arc; the border bends to it. */
export function planInsertVertex(partition: Partition, between: readonly [Position, Position], at: Position): Planned {
  const [from, to] = between.map((place) => place.map(toLattice)) as [number[], number[]]
  const star = starBetween(partition, from, to)
  if (!star) return refuse('unknown-edge', between[0])
  const [x, y] = [toLattice(at[0]), toLattice(at[1])]
  const refusal = refuseMove(star, x, y)
  if (refusal) return refusal
  const [{ arc, vertex }] = star.places as [Star['places'][number]]
  return {
    ok: true,
    patch: {
      nodes: [],
      arcs: [[arc.id, { at: vertex, drop: 0, points: [x, y] }]],
      faces: movedFaces(star),
      nextId: partition.nextId,
    },
  }
}

/** Takes out a vertex of one border; refused where borders join, and where the straight border would meet another. */
export function planDeleteVertex(partition: Partition, at: Position): Planned {
  const star = starAt(partition, toLattice(at[0]), toLattice(at[1]))
  if (!star) return refuse('unknown-vertex', at)
  if (facesAround(star).includes(null)) return refuse('outer-border', at)
  const [one, other] = star.spokes
  if (star.spokes.length !== 2 || one!.arc !== other!.arc) return refuse('vertex-joins-borders', at)
  const { arc, vertex } = star.places[0]!
  const closed = arc.from === arc.to
  if (closed && arc.points.length <= 8) return refuse('border-too-short', at)
  const met = meetsShortcut(star)
  if (met) return refuse('crosses-border', toPosition(met[0], met[1]))
  const root = vertex === 0
  const [x, y] = arc.points.slice(2, 4) as [number, number]
  return {
    ok: true,
    patch: {
      // a ring begins at its next vertex when the one it began at goes
      nodes: root ? [[arc.from, { ...partition.nodes.get(arc.from)!, x, y }]] : [],
      arcs: root
        ? [
            [arc.id, { at: arc.points.length / 2 - 1, drop: 1, points: [x, y] }],
            [arc.id, { at: 0, drop: 1, points: [] }],
          ]
        : [[arc.id, { at: vertex, drop: 1, points: [] }]],
      faces: movedFaces(star),
      nextId: partition.nextId,
    },
  }
}

function refuseMove(star: Star, x: number, y: number): Refusal | null {
  const here = toPosition(star.x, star.y)
  if (facesAround(star).includes(null)) return refuse('outer-border', here)
  if (!(Math.abs(x - star.x) < MAX_SPAN_STEPS / 2 && Math.abs(y - star.y) < MAX_SPAN_STEPS / 2))
    return refuse('place-too-far', here)
  if (x === star.x && y === star.y) return refuse('nothing-changes', here)
  const reach = reachOf(star, x, y)
  return reach.free ? null : refuse('crosses-border', toPosition(reach.x, reach.y))
}

function endNode(arc: { from: number; to: number; points: Path }, vertex: number): number | null {
  if (vertex === 0) return arc.from
  return vertex === arc.points.length / 2 - 1 ? arc.to : null
}

function movedFaces(star: Star): [string, 'moved'][] {
  return facesAround(star).flatMap((code): [string, 'moved'][] => (code === null ? [] : [[code, 'moved']]))
}

/** A vertex of another border in the triangle that the straight border cuts off, or one that it would lie on. */
function meetsShortcut({ x: px, y: py, spokes, obstacles }: Star): [number, number] | null {
  const [{ x: ax, y: ay }, { x: bx, y: by }] = spokes as [Star['spokes'][number], Star['spokes'][number]]
  for (const path of obstacles)
    for (let i = 0; i < path.length; i += 2) {
      const [x, y] = [path[i]!, path[i + 1]!]
      const isA = x === ax && y === ay
      const isB = x === bx && y === by
      if (!isA && !isB && inTriangle(ax, ay, px, py, bx, by, x, y)) return [x, y]
      const [nx, ny] = [path[i + 2], path[i + 3]]
      if ((isA && nx === bx && ny === by) || (isB && nx === ax && ny === ay)) return [x, y]
    }
  return null
}
