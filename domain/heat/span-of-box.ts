import { type MetricPlane, toPlane } from './metric-plane.ts'

/** Metres of a box (west, south, east, north in degrees) from west to east, where it is widest, and from south to north. */
export function spanOfBox([west, south, east, north]: readonly [number, number, number, number]): [number, number] {
  const plane: MetricPlane = { longitude: (west + east) / 2, latitude: (south + north) / 2 }
  const nearEquator = Math.max(south, Math.min(north, 0))
  const [left] = toPlane(plane, west, nearEquator)
  const [right] = toPlane(plane, east, nearEquator)
  const [, lowest] = toPlane(plane, west, south)
  const [, highest] = toPlane(plane, east, north)
  return [right - left, highest - lowest]
}
