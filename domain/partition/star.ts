import { arcsNear } from './arc-index.ts'
import type { Path } from './lattice.ts'
import type { Arc, Face, Partition } from './partition.types.ts'

/** A straight piece of border from a neighbouring vertex to the middle of a star. */
export interface Spoke {
  readonly arc: number
  /** The neighbouring vertex. */
  readonly x: number
  readonly y: number
  /** Faces on both sides, walking from the neighbour to the middle. */
  readonly left: string | null
  readonly right: string | null
}

/** A vertex, or a place on an edge, with every piece of border that runs to it. Lattice steps. */
export interface Star {
  readonly x: number
  readonly y: number
  readonly spokes: readonly Spoke[]
  /** Where the vertex stands: arc and number of its vertex there; on an edge, the vertex it would become. */
  readonly places: readonly { readonly arc: Arc; readonly vertex: number }[]
  /** All borders of the faces around it, but for the spokes: what they must not meet. */
  readonly obstacles: readonly Path[]
}

/** The star of the vertex at a place; null when none stands there. */
export function starAt(partition: Partition, x: number, y: number): Star | null {
  const places: { arc: Arc; vertex: number }[] = []
  for (const arc of arcsNear(partition, [x, y, x, y]))
    for (let i = 0; i < arc.points.length; i += 2)
      if (arc.points[i] === x && arc.points[i + 1] === y) places.push({ arc, vertex: i / 2 })
  if (places.length === 0) return null
  const spokes: Spoke[] = []
  for (const { arc, vertex } of places) {
    if (vertex > 0) spokes.push(spokeFrom(arc, vertex - 1, false))
    if (vertex * 2 + 2 < arc.points.length) spokes.push(spokeFrom(arc, vertex + 1, true))
  }
  return { x, y, spokes, places, obstacles: obstaclesOf(partition, spokes, places, 1) }
}

/** The star of the middle of an edge between two vertices that follow each other on an arc; null when none is. */
export function starBetween(partition: Partition, from: readonly number[], to: readonly number[]): Star | null {
  for (const arc of arcsNear(partition, [from[0]!, from[1]!, from[0]!, from[1]!]))
    for (let i = 0; i + 3 < arc.points.length; i += 2) {
      const [ax, ay, bx, by] = [arc.points[i]!, arc.points[i + 1]!, arc.points[i + 2]!, arc.points[i + 3]!]
      const ahead = ax === from[0] && ay === from[1] && bx === to[0] && by === to[1]
      const back = ax === to[0] && ay === to[1] && bx === from[0] && by === from[1]
      if (!ahead && !back) continue
      const spokes = [spokeFrom(arc, i / 2, false), spokeFrom(arc, i / 2 + 1, true)]
      const places = [{ arc, vertex: i / 2 + 1 }]
      return {
        x: (ax + bx) / 2,
        y: (ay + by) / 2,
        spokes,
        places,
        obstacles: obstaclesOf(partition, spokes, places, 0),
      }
    }
  return null
}

/** The faces around a star, in the order of its spokes; null is outside of all. */
export function facesAround(star: Star): (string | null)[] {
  return [...new Set(star.spokes.flatMap(({ left, right }) => [left, right]))]
}

function spokeFrom(arc: Arc, vertex: number, back: boolean): Spoke {
  return {
    arc: arc.id,
    x: arc.points[vertex * 2]!,
    y: arc.points[vertex * 2 + 1]!,
    left: back ? arc.right : arc.left,
    right: back ? arc.left : arc.right,
  }
}

/** Arcs of the faces around, the star's own ones cut where it stands; `own` is 1 when a vertex stands there. */
function obstaclesOf(
  partition: Partition,
  spokes: readonly Spoke[],
  places: readonly { arc: Arc; vertex: number }[],
  own: 0 | 1,
): Path[] {
  const cuts = new Map<number, number[]>()
  for (const { arc, vertex } of places)
    cuts.set(
      arc.id,
      [...(cuts.get(arc.id) ?? []), vertex].sort((a, b) => a - b),
    )
  const obstacles: Path[] = []
  for (const { id, points } of arcsAround(partition, spokes)) {
    let start = 0
    for (const vertex of cuts.get(id) ?? []) {
      obstacles.push(points.slice(start, vertex * 2))
      start = (vertex + own) * 2
    }
    obstacles.push(start === 0 ? points : points.slice(start))
  }
  return obstacles.filter((path) => path.length > 0)
}

function arcsAround(partition: Partition, spokes: readonly Spoke[]): Set<Arc> {
  const faces = new Set<Face>()
  for (const { left, right } of spokes)
    for (const code of [left, right]) if (code !== null) faces.add(partition.faces.get(code)!)
  return new Set([...faces].flatMap((face) => face.arcs.map((id) => partition.arcs.get(id)!)))
}
