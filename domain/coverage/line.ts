import type { Position } from '#domain/contract/common.ts'
import { sphereMeters } from './sphere.ts'

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
