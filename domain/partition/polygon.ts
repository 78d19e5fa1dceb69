import type { Position } from '#domain/contract/common.ts'
import { type Path, ringDoubleArea, toPositions } from './lattice.ts'
import { locate } from './locate.ts'
import type { Face, LatticePolygon, Partition } from './partition.types.ts'
import { type HalfArc, halfOf, ringPath, simpleRings, traceWalks } from './trace.ts'

/** A connected piece of a face: its outer ring and holes, as half-arcs and as points. */
export interface Region {
  readonly halves: readonly HalfArc[]
  readonly polygon: LatticePolygon
}

// a face object is never changed and its arcs keep their points, so what it looks like is known once
const known = new WeakMap<Face, readonly LatticePolygon[]>()

/**
 * Polygons of a face in canonical form: each outer ring counter-clockwise from its smallest vertex, holes clockwise,
 * polygons ordered by that vertex. Throws on a code that is not in the partition.
 */
export function polygonsOf(partition: Partition, code: string): readonly LatticePolygon[] {
  const face = partition.faces.get(code)
  if (!face) throw new Error(`face ${code} is not in the partition of ${partition.faces.size} faces`)
  let polygons = known.get(face)
  if (!polygons) {
    polygons = regionsOf(face.arcs.map((id) => halfOf(partition.arcs.get(id)!, code)!)).map((region) => region.polygon)
    known.set(face, polygons)
  }
  return polygons
}

/** MultiPolygon coordinates in degrees, rings closed. */
export function multiPolygonOf(partition: Partition, code: string): Position[][][] {
  return toMultiPolygon(polygonsOf(partition, code))
}

export function toMultiPolygon(polygons: readonly LatticePolygon[]): Position[][][] {
  return polygons.map((polygon) =>
    polygon.map((ring) => {
      const positions = toPositions(ring)
      return [...positions, positions[0]!]
    }),
  )
}

/** Twice the area of polygons in square steps; exact. */
export function doubleArea(polygons: readonly LatticePolygon[]): number {
  let sum = 0
  for (const polygon of polygons) for (const ring of polygon) sum += ringDoubleArea(ring)
  return sum
}

/** Groups half-arcs that have one face on their left into its connected regions, in canonical order. */
export function regionsOf(halves: readonly HalfArc[]): Region[] {
  const outers: { halves: HalfArc[]; rings: number[][]; area: number }[] = []
  const loose: { walk: HalfArc[]; rings: number[][] }[] = []
  for (const walk of traceWalks(halves)) {
    const rings = simpleRings(walk).map((ring) => canonical(ringPath(ring)))
    const areas = rings.map(ringDoubleArea)
    const outer = areas.findIndex((area) => area > 0)
    if (outer < 0) loose.push({ walk, rings })
    else {
      const [ring] = rings.splice(outer, 1)
      outers.push({ halves: [...walk], rings: [ring!, ...rings], area: areas[outer]! })
    }
  }
  outers.sort((a, b) => a.area - b.area)
  for (const { walk, rings } of loose) {
    const [x, y] = [rings[0]![0]!, rings[0]![1]!]
    const home = outers.find((outer) => locate([outer.rings[0]!], x, y) === 1)
    if (!home) continue
    home.rings.push(...rings)
    home.halves.push(...walk)
  }
  return outers
    .map(({ halves, rings: [outer, ...holes] }) => ({ halves, polygon: [outer!, ...holes.sort(byFirstVertex)] }))
    .sort((a, b) => byFirstVertex(a.polygon[0]!, b.polygon[0]!))
}

/** The ring turned so that it begins at its smallest vertex (x, then y). */
export function canonical(ring: Path): number[] {
  let first = 0
  for (let i = 2; i < ring.length; i += 2)
    if (ring[i]! < ring[first]! || (ring[i] === ring[first] && ring[i + 1]! < ring[first + 1]!)) first = i
  return [...ring.slice(first), ...ring.slice(0, first)]
}

function byFirstVertex(a: Path, b: Path): number {
  return a[0]! - b[0]! || a[1]! - b[1]! || a[2]! - b[2]! || a[3]! - b[3]!
}
