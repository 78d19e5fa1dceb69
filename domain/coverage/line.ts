import type { Position } from '#domain/contract/common.ts'
import { METERS_PER_DEGREE, metersPerLongitude, sphereMeters } from './sphere.ts'

/** A line with the share (0 to 1) of its length at each point. */
export interface MeasuredLine {
  points: Position[]
  share: number[]
}

/** Length of a line on the sphere. */
export function lineMeters(points: readonly Position[]): number {
  let meters = 0
  for (let at = 1; at < points.length; at++) meters += sphereMeters(...points[at - 1]!, ...points[at]!)
  return meters
}

export function measureLine(points: Position[]): MeasuredLine {
  let meters = 0
  const passed = points.map((point, at) => {
    if (at > 0) meters += sphereMeters(...points[at - 1]!, ...point)
    return meters
  })
  return { points, share: passed.map((at) => (meters === 0 ? 0 : at / meters)) }
}

/** The stretch of a line between two shares of its length. */
export function cutLine(line: MeasuredLine, from: number, to: number): Position[] {
  const inner = line.points.filter((_, at) => line.share[at]! > from + 1e-9 && line.share[at]! < to - 1e-9)
  return [pointAt(line, from), ...inner, pointAt(line, to)]
}

function pointAt({ points, share }: MeasuredLine, along: number): Position {
  let next = 1
  while (next < points.length - 1 && share[next]! < along) next++
  const before = points[next - 1]!
  const after = points[next] ?? before
  const run = share[next]! - share[next - 1]!
  const part = run > 0 ? (along - share[next - 1]!) / run : 0
  return [before[0] + (after[0] - before[0]) * part, before[1] + (after[1] - before[1]) * part]
}

/** The point of a line nearest to a place: meters between them on a plane around the place, and its share of the length. */
export function footOnLine(
  line: readonly Position[],
  [longitude, latitude]: Position,
): { meters: number; along: number; point: Position } {
  const east = metersPerLongitude(latitude)
  const plane = line.map(([x, y]) => [(x - longitude) * east, (y - latitude) * METERS_PER_DEGREE] as const)
  let best = { meters: Math.hypot(...plane[0]!), passed: 0, point: line[0]! }
  let passed = 0
  for (let at = 1; at < plane.length; at++) {
    const [x, y] = plane[at - 1]!
    const run = [plane[at]![0] - x, plane[at]![1] - y] as const
    const length = Math.hypot(...run)
    const share = length === 0 ? 0 : Math.min(1, Math.max(0, -(x * run[0] + y * run[1]) / (length * length)))
    const meters = Math.hypot(x + share * run[0], y + share * run[1])
    if (meters < best.meters) {
      const from = line[at - 1]!
      const to = line[at]!
      const point: Position = [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share]
      best = { meters, passed: passed + share * length, point }
    }
    passed += length
  }
  return { meters: best.meters, along: passed === 0 ? 0 : best.passed / passed, point: best.point }
}
