import type { Position } from '#domain/contract/common.ts'
import { arrange } from '#domain/partition/arrangement.ts'
import { type Path, ringDoubleArea } from '#domain/partition/lattice.ts'
import { metersPerStep } from '#domain/partition/metric.ts'
import { type Edge, nodeEdges, Vertices } from '#domain/partition/node-edges.ts'
import type { LatticePolygon } from '#domain/partition/partition.types.ts'
import { toMultiPolygon } from '#domain/partition/polygon.ts'

/** Smaller pieces are rounding, not ground that changes hands. */
const LEAST_SQUARE_METERS = 20

/** A grid of a plan with its ground. */
export interface ComparedGrid {
  code: string
  polygons: readonly LatticePolygon[]
}

/** Ground whose grid differs between two plans: the codes of both ('' for none) and rings in degrees. */
export interface GroundDifference {
  from: string
  to: string
  polygon: Position[][]
}

/** Lays two plans over each other and answers the pieces of ground that change hands. */
export function groundDifference(one: readonly ComparedGrid[], other: readonly ComparedGrid[]): GroundDifference[] {
  const rings = [...one, ...other].flatMap(({ polygons }, face) => polygons.flat().map((ring) => ({ face, ring })))
  if (rings.length === 0) return []
  let [west, south] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (const { ring } of rings)
    for (let i = 0; i < ring.length; i += 2) {
      west = Math.min(west, ring[i]!)
      south = Math.min(south, ring[i + 1]!)
    }
  const vertices = new Vertices(west, south)
  const edges = nodeEdges(
    vertices,
    rings.flatMap(({ face, ring }) => edgesOf(vertices, ring, face)),
  )
  const meters = metersPerStep(south)
  return arrange(vertices, edges).cells.flatMap(({ claims, rings: cell }) => {
    const before = claims.find((face) => face < one.length)
    const after = claims.find((face) => face >= one.length)
    const from = before === undefined ? '' : one[before]!.code
    const to = after === undefined ? '' : other[after - one.length]!.code
    const area = (cell.reduce((sum, ring) => sum + ringDoubleArea(ring), 0) / 2) * meters.x * meters.y
    return from === to || area < LEAST_SQUARE_METERS ? [] : [{ from, to, polygon: toMultiPolygon([cell])[0]! }]
  })
}

function edgesOf(vertices: Vertices, ring: Path, face: number): Edge[] {
  const edges: Edge[] = []
  let from = vertices.at(ring.at(-2)!, ring.at(-1)!)
  for (let i = 0; i < ring.length; i += 2) {
    const to = vertices.at(ring[i]!, ring[i + 1]!)
    edges.push({ from, to, sides: [{ face, sign: 1 }] })
    from = to
  }
  return edges
}
