import { between, distance, lineLength, type Point } from './geometry/point.ts'
import type { CountyPlan, Road } from './plan.types.ts'
import { bankMeters } from './walk.ts'

/** Roads as they are drawn: those without a bridge end at the bank, paths in compounds are lanes of their own. */
export function trimmedRoads(plan: CountyPlan): { class: Road['class'] | 'path'; lines: Point[][] }[] {
  const { river, brook, shore } = plan.terrain
  const near = shore.filter((point) => Math.abs(point[0]) < 9000 * plan.terrain.scale)
  const wet = (point: Point): number => {
    if (touches(point, river) || touches(point, brook)) return bankMeters(point, plan.terrain)
    return touches(point, near) ? 12 : 0
  }
  return plan.roads.map((road) => ({
    class: road.class,
    lines: road.bridge
      ? road.lines
      : road.lines
          .map((line) => trimStart(trimStart(line, wet(line[0]!)).reverse(), wet(line[line.length - 1]!)).reverse())
          .filter((line) => line.length > 1),
  }))
}

const touches = (point: Point, line: readonly Point[]): boolean =>
  line.some(
    (at, i) => i > 0 && Math.abs(at[0] - point[0]) < 300 && distance(point, foot(point, line[i - 1]!, at)) < 0.6,
  )

function foot(point: Point, a: Point, b: Point): Point {
  const dx = b[0] - a[0]
  const dy = b[1] - a[1]
  const share = ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / (dx * dx + dy * dy || 1)
  return between(a, b, Math.max(0, Math.min(1, share)))
}

/** A line without its first metres; empty when it is shorter. */
function trimStart(line: readonly Point[], meters: number): Point[] {
  if (meters === 0) return [...line]
  if (lineLength(line) <= meters + 4) return []
  let left = meters
  for (let i = 1; i < line.length; i++) {
    const length = distance(line[i - 1]!, line[i]!)
    if (left < length) return [between(line[i - 1]!, line[i]!, left / length), ...line.slice(i)]
    left -= length
  }
  return []
}
