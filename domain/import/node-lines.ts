import Flatbush from 'flatbush'

type Place = [number, number]

export interface NodedLine {
  /** Number of the given line that it is a piece of. */
  line: number
  /** Longitude and latitude in degrees, two places at least. */
  places: Place[]
}

export interface Noded {
  pieces: NodedLine[]
  /** Places where lines were cut because they cross. */
  crossings: number
  /** Ends that were drawn to a line near by. */
  drawn: number
}

export interface NodingRule {
  /** An end this near to another line is drawn to it. */
  withinMeters: number
  /** Whether lines are one where they cross: not for a line on a bridge. */
  crosses(line: number): boolean
}

interface Cut {
  /** Number of the segment and how far along it, 0 to 1. */
  at: number
  place: Place
}

const METERS_A_DEGREE = 111_195
/** Nearer than this two places are one. */
const SAME_METERS = 0.001

/**
 * Cuts lines where they cross, and where an end comes near another line: that end then lies on it. Lines that are joined
 * at their ends already stay as they are. Degrees in, degrees out; distances on a plane at the lines' mean latitude.
 */
export function nodeLines(lines: readonly (readonly Place[])[], { withinMeters, crosses }: NodingRule): Noded {
  const middle = meanLatitude(lines)
  const stretch = Math.cos((middle * Math.PI) / 180) * METERS_A_DEGREE
  const flat = lines.map((line) => line.map(([x, y]): Place => [x * stretch, y * METERS_A_DEGREE]))
  const segments = flat.flatMap((line, i) => line.slice(1).map((_, k) => [i, k] as const))
  const cuts: Cut[][] = lines.map(() => [])
  if (segments.length === 0) return { pieces: [], crossings: 0, drawn: 0 }
  const index = new Flatbush(segments.length)
  for (const [i, k] of segments) {
    const [[ax, ay], [bx, by]] = [flat[i]![k]!, flat[i]![k + 1]!]
    index.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by))
  }
  index.finish()
  let crossings = 0
  for (const [i, k] of segments) {
    if (!crosses(i)) continue
    const [a, b] = [flat[i]![k]!, flat[i]![k + 1]!]
    const box = [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1])] as const
    for (const number of index.search(...box)) {
      const [j, m] = segments[number]!
      if (j <= i || !crosses(j)) continue
      const met = meet(a, b, flat[j]![m]!, flat[j]![m + 1]!)
      if (met === null) continue
      if (isEnd(flat[i]!, met.place) && isEnd(flat[j]!, met.place)) continue
      crossings += 1
      cuts[i]!.push({ at: k + met.first, place: met.place })
      cuts[j]!.push({ at: m + met.second, place: met.place })
    }
  }
  const joined = joinedEnds(flat)
  let drawn = 0
  for (const [i, line] of flat.entries())
    for (const last of [false, true]) {
      const end = last ? line.at(-1)! : line[0]!
      if (joined.has(keyOf(end)) || cuts[i]!.some((cut) => distance(cut.place, end) < SAME_METERS)) continue
      const near = nearest(index, segments, flat, i, end, withinMeters)
      if (near === null) continue
      drawn += 1
      cuts[near.line]!.push({ at: near.at, place: near.place })
      line[last ? line.length - 1 : 0] = near.place
    }
  const pieces = flat.flatMap((line, i) =>
    cutUp(line, cuts[i]!).map((part) => ({
      line: i,
      places: part.map(([x, y]): Place => [x / stretch, y / METERS_A_DEGREE]),
    })),
  )
  return { pieces, crossings, drawn }
}

function meanLatitude(lines: readonly (readonly Place[])[]): number {
  let [sum, count] = [0, 0]
  for (const line of lines)
    for (const place of line) {
      sum += place[1]
      count += 1
    }
  return count === 0 ? 0 : sum / count
}

/** Where two segments meet, and how far along each; null where they do not, or lie along one another. */
function meet(a: Place, b: Place, c: Place, d: Place): { place: Place; first: number; second: number } | null {
  const [rx, ry, sx, sy] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]]
  const cross = rx * sy - ry * sx
  if (Math.abs(cross) < 1e-12) return null
  const first = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / cross
  const second = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / cross
  if (first < 0 || first > 1 || second < 0 || second > 1) return null
  return { place: [a[0] + first * rx, a[1] + first * ry], first, second }
}

function isEnd(line: readonly Place[], place: Place): boolean {
  return distance(line[0]!, place) < SAME_METERS || distance(line.at(-1)!, place) < SAME_METERS
}

function distance(a: Place, b: Place): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1])
}

function keyOf([x, y]: Place): string {
  return `${Math.round(x / SAME_METERS)} ${Math.round(y / SAME_METERS)}`
}

/** Places at which two ends or more lie. */
function joinedEnds(flat: readonly (readonly Place[])[]): Set<string> {
  const once = new Set<string>()
  const joined = new Set<string>()
  for (const line of flat)
    for (const key of [keyOf(line[0]!), keyOf(line.at(-1)!)]) (once.has(key) ? joined : once).add(key)
  return joined
}

/** The nearest place on another line within reach, beyond what is the same place. */
function nearest(
  index: Flatbush,
  segments: readonly (readonly [number, number])[],
  flat: readonly (readonly Place[])[],
  own: number,
  [x, y]: Place,
  within: number,
): { line: number; at: number; place: Place } | null {
  let best = within
  let found: { line: number; at: number; place: Place } | null = null
  for (const number of index.search(x - within, y - within, x + within, y + within)) {
    const [j, m] = segments[number]!
    if (j === own) continue
    const [a, b] = [flat[j]![m]!, flat[j]![m + 1]!]
    const [dx, dy] = [b[0] - a[0], b[1] - a[1]]
    const length = dx * dx + dy * dy
    const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - a[0]) * dx + (y - a[1]) * dy) / length))
    const place: Place = [a[0] + along * dx, a[1] + along * dy]
    const away = distance(place, [x, y])
    if (away > best) continue
    best = away
    found = { line: j, at: m + along, place }
  }
  return found
}

function cutUp(line: readonly Place[], cuts: readonly Cut[]): Place[][] {
  const parts: Place[][] = []
  let part: Place[] = [line[0]!]
  const close = () => {
    if (part.length > 1) parts.push(part)
  }
  const put = (place: Place) => {
    if (distance(part.at(-1)!, place) >= SAME_METERS) part.push(place)
  }
  const sorted = cuts.toSorted((a, b) => a.at - b.at)
  let next = 0
  for (let k = 0; k < line.length - 1; k++) {
    for (let cut = sorted[next]; cut && cut.at < k + 1; cut = sorted[++next]) {
      put(cut.place)
      close()
      part = [cut.place]
    }
    put(line[k + 1]!)
    if (sorted[next]?.at === k + 1 && k + 1 < line.length - 1) {
      close()
      part = [line[k + 1]!]
    }
    while (sorted[next]?.at === k + 1) next += 1
  }
  close()
  return parts
}
