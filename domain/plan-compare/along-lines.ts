import Flatbush from 'flatbush'
import type { Path } from '#domain/partition/lattice.ts'
import { metersPerStep } from '#domain/partition/metric.ts'

/** A border runs along a line where it is at most so far away from it. */
export const ALONG_METERS = 12

/** Metres of borders, and of them along lines. */
export interface BorderSum {
  readonly borderMeters: number
  readonly alongMeters: number
}

/** Tells how many metres of borders (paths in lattice steps) run along the lines it was made for. */
export type AlongMeasure = (borders: Iterable<Path>) => BorderSum

/**
 * Measures borders against lines (roads, banks, walls; lattice steps): each stretch that lies within 12 m of one counts,
 * to the millimetre and whatever vertices the border has on its way. Places within a distance of a segment are a convex
 * shape, so a straight border meets each in one stretch.
 */
export function alongMeasure(lines: readonly Path[]): AlongMeasure {
  const count = lines.reduce((sum, line) => sum + Math.max(0, line.length / 2 - 1), 0)
  const pieces = new Float64Array(count * 4)
  const index = count === 0 ? null : new Flatbush(count)
  let at = 0
  for (const line of lines)
    for (let i = 2; i < line.length; i += 2, at += 4) {
      const [ax, ay, bx, by] = [line[i - 2]!, line[i - 1]!, line[i]!, line[i + 1]!]
      pieces.set([ax, ay, bx, by], at)
      index!.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by))
    }
  index?.finish()
  return (borders) => {
    let [borderMeters, alongMeters] = [0, 0]
    for (const points of borders)
      for (let i = 2; i < points.length; i += 2) {
        const [ax, ay, bx, by] = [points[i - 2]!, points[i - 1]!, points[i]!, points[i + 1]!]
        const meters = metersPerStep((ay + by) / 2)
        const [dx, dy] = [(bx - ax) * meters.x, (by - ay) * meters.y]
        const length = Math.hypot(dx, dy)
        borderMeters += length
        if (length === 0 || index === null) continue
        const [wide, tall] = [ALONG_METERS / meters.x, ALONG_METERS / meters.y]
        const found = index.search(
          Math.min(ax, bx) - wide,
          Math.min(ay, by) - tall,
          Math.max(ax, bx) + wide,
          Math.max(ay, by) + tall,
        )
        const stretches: Stretch[] = []
        for (const piece of found) {
          const stretch = stretchNear(
            [dx, dy],
            (pieces[piece * 4]! - ax) * meters.x,
            (pieces[piece * 4 + 1]! - ay) * meters.y,
            (pieces[piece * 4 + 2]! - ax) * meters.x,
            (pieces[piece * 4 + 3]! - ay) * meters.y,
          )
          if (stretch) stretches.push(stretch)
        }
        alongMeters += length * covered(stretches)
      }
    return { borderMeters, alongMeters }
  }
}

/** Both sums together. */
export function addBorders(one: BorderSum, other: BorderSum): BorderSum {
  return {
    borderMeters: one.borderMeters + other.borderMeters,
    alongMeters: one.alongMeters + other.alongMeters,
  }
}

/** Share of the borders along lines, 0 to 1; null where there are none. */
export function alongShare({ borderMeters, alongMeters }: BorderSum): number | null {
  return borderMeters === 0 ? null : Math.min(1, alongMeters / borderMeters)
}

/** From and to, as shares of the way from 0, 0 to the end. */
type Stretch = readonly [number, number]

/** The stretch of a way from 0, 0 to `end` (metres) that lies near a segment from p to q; null where none does. */
function stretchNear(end: readonly [number, number], px: number, py: number, qx: number, qy: number): Stretch | null {
  let [from, to] = [2, -1]
  const join = (part: Stretch | null) => {
    if (!part) return
    from = Math.min(from, part[0])
    to = Math.max(to, part[1])
  }
  join(inDisc(end, px, py))
  join(inDisc(end, qx, qy))
  join(inBand(end, px, py, qx, qy))
  return from < to ? [from, to] : null
}

function inDisc([dx, dy]: readonly [number, number], x: number, y: number): Stretch | null {
  const squared = dx * dx + dy * dy
  const middle = (dx * x + dy * y) / squared
  const room = ALONG_METERS ** 2 - (x - dx * middle) ** 2 - (y - dy * middle) ** 2
  if (room <= 0) return null
  const half = Math.sqrt(room / squared)
  return within(middle - half, middle + half)
}

/** Beside the segment, neither before its one end nor beyond the other. */
function inBand([dx, dy]: readonly [number, number], px: number, py: number, qx: number, qy: number): Stretch | null {
  const long = Math.hypot(qx - px, qy - py)
  if (long === 0) return null
  const [ux, uy] = [(qx - px) / long, (qy - py) / long]
  let [from, to] = [0, 1]
  // the place -p + t d has the coordinates `along` and `beside` the segment, both linear in t
  for (const [start, step, least, most] of [
    [-(px * ux + py * uy), dx * ux + dy * uy, 0, long],
    [px * uy - py * ux, dy * ux - dx * uy, -ALONG_METERS, ALONG_METERS],
  ] as const) {
    if (step === 0) {
      if (start < least || start > most) return null
      continue
    }
    const [one, other] = [(least - start) / step, (most - start) / step]
    from = Math.max(from, Math.min(one, other))
    to = Math.min(to, Math.max(one, other))
  }
  return within(from, to)
}

function within(from: number, to: number): Stretch | null {
  const [least, most] = [Math.max(0, from), Math.min(1, to)]
  return least < most ? [least, most] : null
}

/** Share of a way that stretches cover together. */
function covered(stretches: Stretch[]): number {
  stretches.sort((a, b) => a[0] - b[0])
  let [sum, reached] = [0, 0]
  for (const [from, to] of stretches) {
    if (to <= reached) continue
    sum += to - Math.max(from, reached)
    reached = to
  }
  return sum
}
