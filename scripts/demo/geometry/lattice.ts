import type { Point } from './point.ts'

/** Where metres begin: the county seat. */
export const origin = { longitude: 120.75, latitude: 37.8 }

const metersPerDegree = (Math.PI / 180) * 6371008.8
const metersPerDegreeEast = metersPerDegree * Math.cos((origin.latitude * Math.PI) / 180)

/** Whole numbers of 1e-7 degree: longitude and latitude. */
export type LatticePoint = readonly [number, number]

export function toLattice(point: Point): LatticePoint {
  return [
    Math.round((origin.longitude + point[0] / metersPerDegreeEast) * 1e7),
    Math.round((origin.latitude + point[1] / metersPerDegree) * 1e7),
  ]
}

export function fromLattice(point: LatticePoint): Point {
  return [
    (point[0] / 1e7 - origin.longitude) * metersPerDegreeEast,
    (point[1] / 1e7 - origin.latitude) * metersPerDegree,
  ]
}

/** Longitude and latitude in degrees, on the lattice. */
export function toDegrees(point: Point): [number, number] {
  const [x, y] = toLattice(point)
  return [x / 1e7, y / 1e7]
}
