import type { Position } from '#domain/contract/common.ts'
import type { HeatBy } from '#domain/contract/heat-area.ts'
import { type MetricPlane, toPlane } from '#domain/heat/metric-plane.ts'
import type { LatticePolygon } from '#domain/partition/partition.types.ts'
import type { CellLattice } from './cells.ts'

/** MultiPolygon coordinates in degrees. */
export type Polygons = readonly (readonly (readonly Position[])[])[]

/** How an issue finds its area. */
export type Locator =
  /** By the code the issue itself carries. */
  | { kind: 'code'; of: 'grid' | 'microGrid'; indexOf: ReadonlyMap<string, number> }
  | { kind: 'cell'; lattice: CellLattice }
  | { kind: 'faces'; faces: readonly (readonly LatticePolygon[])[] }

/** Areas as columns: what issues are counted by. */
export interface Ground {
  by: HeatBy
  codes: readonly string[]
  names: readonly string[]
  communities: readonly string[]
  households: Int32Array
  squareMeters: Float64Array
  /** Middles in metres on the county's plane. */
  east: Float64Array
  north: Float64Array
  /** Square metres and polygons are never both wanted at once: these are made when a picture asks. */
  polygonsOf(area: number): Polygons
  locator: Locator
}

export interface AreaRow {
  code: string
  name: string
  community: string
  households: number
  polygons: Polygons
}

/** Columns of areas given one by one; areas without ground are left out. */
export function groundOf(
  by: HeatBy,
  rows: readonly AreaRow[],
  plane: MetricPlane,
  locatorOf: (rows: readonly AreaRow[]) => Locator,
): Ground {
  const measured = rows.map((row) => ({ row, ...measure(row.polygons, plane) })).filter((one) => one.squareMeters > 0)
  const standing = measured.map(({ row }) => row)
  return {
    by,
    codes: standing.map((row) => row.code),
    names: standing.map((row) => row.name),
    communities: standing.map((row) => row.community),
    households: Int32Array.from(standing, (row) => row.households),
    squareMeters: Float64Array.from(measured, (one) => one.squareMeters),
    east: Float64Array.from(measured, (one) => one.east),
    north: Float64Array.from(measured, (one) => one.north),
    polygonsOf: (area) => standing[area]!.polygons,
    locator: locatorOf(standing),
  }
}

/** Area and centroid on the plane, which keeps areas. */
export function measure(polygons: Polygons, plane: MetricPlane): { squareMeters: number; east: number; north: number } {
  let [double, east, north] = [0, 0, 0]
  for (const polygon of polygons)
    for (const [index, ring] of polygon.entries()) {
      const [ringDouble, ringEast, ringNorth] = measureRing(ring, plane)
      // however it turns, an outer ring adds and a hole takes away
      const sign = ringDouble > 0 === (index === 0) ? 1 : -1
      double += sign * ringDouble
      east += sign * ringEast
      north += sign * ringNorth
    }
  return double > 0
    ? { squareMeters: double / 2, east: east / (3 * double), north: north / (3 * double) }
    : { squareMeters: 0, east: 0, north: 0 }
}

/** Twice the signed area, and its moments; about the ring's first point, so that nothing is lost to large numbers. */
function measureRing(ring: readonly Position[], plane: MetricPlane): [number, number, number] {
  const [east0, north0] = toPlane(plane, ...(ring[0] ?? [plane.longitude, plane.latitude]))
  let [double, east, north] = [0, 0, 0]
  let [ax, ay] = [0, 0]
  for (const position of ring) {
    const [x, y] = toPlane(plane, ...position)
    const [bx, by] = [x - east0, y - north0]
    const cross = ax * by - ay * bx
    double += cross
    east += (ax + bx) * cross
    north += (ay + by) * cross
    ;[ax, ay] = [bx, by]
  }
  return [double, east + 3 * east0 * double, north + 3 * north0 * double]
}
