import { arrange } from './arrangement.ts'
import { type Path, ringDoubleArea } from './lattice.ts'
import { type Edge, nodeEdges, Vertices } from './node-edges.ts'
import type { Arc, Partition } from './partition.types.ts'

/** A smallest region of touched faces and a drawing laid over them. */
export interface OverlayCell {
  /** The face whose ground it is; null beyond the touched faces. */
  readonly face: string | null
  /** Whether the drawn ring covers it; of no meaning for an open line. */
  readonly inside: boolean
  /** The drawn area that covers it, by its number; -1 for none. */
  readonly area: number
  /** Twice its area, square steps. */
  readonly doubleArea: number
  /** A place on its rim, for words about it. */
  readonly at: readonly [number, number]
}

export interface OverlayEdge {
  readonly from: number
  readonly to: number
  /** Cells on its sides. */
  readonly left: number
  readonly right: number
  /** Part of the drawing, and of a border (a piece may be both). */
  readonly drawn: boolean
  readonly border: boolean
  /** Drawn from `from` to `to`, not back. */
  readonly ahead: boolean
  /** Face beyond the touched ones on that side; null outside of all. */
  readonly beyondLeft: string | null
  readonly beyondRight: string | null
  /** The straight piece it came from. */
  readonly origin: number
}

/** Touched faces and a drawing, cut at each other everywhere. */
export interface Overlay {
  /** The touched faces. */
  readonly faces: readonly string[]
  readonly vertices: Vertices
  /** Vertices up to this number stood before; those after them were drawn or made by crossings. */
  readonly standing: number
  readonly edges: readonly OverlayEdge[]
  readonly cells: readonly OverlayCell[]
  /** Arcs of the touched faces. */
  readonly arcs: ReadonlySet<Arc>
}

/** A drawn border, lattice steps: the drawn areas on its two sides by number, -1 for none. */
export interface DrawnBorder {
  readonly points: Path
  readonly left: number
  readonly right: number
}

/** Lays a drawn line or ring (lattice steps) over faces. What stood keeps its vertices to the bit. */
export function overlay(partition: Partition, faces: readonly string[], drawn: Path, closed: boolean): Overlay {
  const points = closed ? [...drawn, drawn[0]!, drawn[1]!] : drawn
  return overlayAreas(partition, faces, [{ points, left: 0, right: -1 }], 1)
}

/** Lays drawn areas, numbered below `count`, over faces by the borders between them. */
export function overlayAreas(
  partition: Partition,
  faces: readonly string[],
  borders: readonly DrawnBorder[],
  count: number,
): Overlay {
  const touched = new Map(faces.map((code, index) => [code, index]))
  const beyond = new Map<string, number>()
  const DRAWN = faces.length
  const BEYOND = DRAWN + count
  const isDrawn = (face: number) => face >= DRAWN && face < BEYOND
  const indexOf = (code: string) => {
    const index = touched.get(code) ?? beyond.get(code) ?? BEYOND + beyond.size
    if (index >= BEYOND) beyond.set(code, index)
    return index
  }
  const arcs = new Set(faces.flatMap((code) => partition.faces.get(code)!.arcs.map((id) => partition.arcs.get(id)!)))
  const vertices = new Vertices(...southWest([...borders, ...arcs].map(({ points }) => points)))
  const edges: Edge[] = []
  let origin = 0
  for (const { points, left, right } of arcs) {
    const sides: Edge['sides'] = []
    if (left !== null) sides.push({ face: indexOf(left), sign: 1 })
    if (right !== null) sides.push({ face: indexOf(right), sign: -1 })
    for (let i = 0; i + 3 < points.length; i += 2) {
      const from = vertices.exactly(points[i]!, points[i + 1]!)
      const to = vertices.exactly(points[i + 2]!, points[i + 3]!)
      edges.push({ from, to, sides, settled: true, origin: origin++ })
    }
  }
  const standing = vertices.x.length
  for (const { points, left, right } of borders) {
    const sides: Edge['sides'] = []
    if (left >= 0) sides.push({ face: DRAWN + left, sign: 1 })
    if (right >= 0) sides.push({ face: DRAWN + right, sign: -1 })
    let from = vertices.at(points[0]!, points[1]!)
    for (let i = 2; i < points.length; i += 2) {
      const to = vertices.at(points[i]!, points[i + 1]!)
      edges.push({ from, to, sides, origin: origin++ })
      from = to
    }
  }
  const noded = nodeEdges(vertices, edges)
  const { cells, left, right } = arrange(vertices, noded)
  const beyondCode = new Map([...beyond].map(([code, index]) => [index, code]))
  const beyondOn = (edge: Edge, sign: 1 | -1) =>
    beyondCode.get(edge.sides.find((side) => side.sign === sign && side.face >= BEYOND)?.face ?? -1) ?? null
  return {
    faces,
    vertices,
    standing,
    arcs,
    edges: noded.map((edge, i) => ({
      from: edge.from,
      to: edge.to,
      left: left[i]!,
      right: right[i]!,
      drawn: edge.sides.some((side) => isDrawn(side.face)),
      ahead: edge.sides.some((side) => side.face === DRAWN && side.sign === 1),
      border: edge.sides.some((side) => !isDrawn(side.face)),
      beyondLeft: beyondOn(edge, 1),
      beyondRight: beyondOn(edge, -1),
      origin: edge.origin!,
    })),
    cells: cells.map(({ rings, claims }) => ({
      face: faces[claims.find((claim) => claim < DRAWN) ?? -1] ?? null,
      inside: claims.includes(DRAWN),
      area: (claims.find(isDrawn) ?? DRAWN - 1) - DRAWN,
      doubleArea: rings.reduce((sum, ring) => sum + ringDoubleArea(ring), 0),
      at: [rings[0]?.[0] ?? 0, rings[0]?.[1] ?? 0],
    })),
  }
}

function southWest(paths: readonly Path[]): [number, number] {
  const corner: [number, number] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (const path of paths)
    for (let i = 0; i < path.length; i += 2) {
      corner[0] = Math.min(corner[0], path[i]!)
      corner[1] = Math.min(corner[1], path[i + 1]!)
    }
  return corner
}
