import { type Point, turn } from './geometry/point.ts'
import { area, boundsOf, centroid, contains, halve, inset, longAxis, rectangle, spansAt } from './geometry/polygon.ts'
import type { Random } from './random.ts'

/** How buildings stand in rows; metres. */
export interface RowRule {
  lengths: readonly number[]
  depth: number
  /** From one row to the next. */
  pitch: number
  /** Between neighbours in a row. */
  gap: number
  /** From the wall. */
  setback: number
  /** Free width for the main path. */
  avenue: number
  /** Stand on common columns, as village houses do. */
  aligned?: boolean
  /** Share of places left empty. */
  skip?: number
}

export interface PlacedBuilding {
  row: number
  /** Along the row, in the turned frame. */
  u: number
  length: number
  footprint: Point[]
  centre: Point
}

export interface RowLayout {
  angle: number
  buildings: PlacedBuilding[]
  rows: { v: number; from: number; to: number }[]
  spine: number
}

/** Rows of buildings inside a wall, all facing the same way; the frame is turned by `angle`. */
export function layoutRows(wall: readonly Point[], angle: number, rule: RowRule, random: Random): RowLayout {
  const turned = wall.map((point) => turn(point, -angle))
  const [west, south, east, north] = boundsOf(turned)
  const room = north - south - 2 * rule.setback - rule.depth
  const count = room < 0 ? 0 : Math.floor(room / rule.pitch) + 1
  const spare = count > 1 ? (room - (count - 1) * rule.pitch) / (count - 1) : room
  const pitch = rule.pitch + Math.min(spare, rule.pitch * 0.3)
  const first = south + rule.setback + rule.depth / 2 + Math.max(0, (room - (count - 1) * pitch) / 2)
  const heights = Array.from({ length: count }, (_, i) => first + i * pitch)
  const spine = bestSpine(turned, heights, west, east, random)
  const layout: RowLayout = { angle, buildings: [], rows: [], spine }
  for (const v of heights) {
    const placed = freeSpans(turned, v, rule).flatMap(([from, to]) =>
      splitAt(from, to, spine, rule.avenue).flatMap(([a, b]) => placeSpan(a, b, west, rule, random)),
    )
    if (placed.length === 0) continue
    const row = layout.rows.length
    for (const { u, length } of placed) {
      const centre = turn([u, v], angle)
      layout.buildings.push({ row, u, length, centre, footprint: rectangle(centre, length, rule.depth, angle) })
    }
    const ends = placed.flatMap(({ u, length }) => [u - length / 2, u + length / 2])
    layout.rows.push({ v, from: Math.min(...ends) - 3, to: Math.max(...ends) + 3 })
  }
  return layout
}

function bestSpine(ring: Point[], heights: readonly number[], west: number, east: number, random: Random): number {
  let best = (west + east) / 2
  let most = -1
  for (let i = 0; i <= 8; i++) {
    const u = west + (east - west) * (0.3 + 0.05 * i)
    const inside = heights.filter((v) => contains(ring, [u, v])).length + random.between(0, 0.9)
    if (inside > most) {
      most = inside
      best = u
    }
  }
  return best
}

/** Spans in which a building of the row's depth fits between the walls. */
function freeSpans(ring: Point[], v: number, rule: RowRule): [number, number][] {
  const reach = rule.depth / 2 + 1
  const sets = [v - reach, v, v + reach].map((height) => spansAt(ring, height))
  return sets
    .reduce((left, right) =>
      left.flatMap(([a, b]) =>
        right.map(([c, d]): [number, number] => [Math.max(a, c), Math.min(b, d)]).filter(([a2, b2]) => b2 > a2),
      ),
    )
    .map(([a, b]): [number, number] => [a + rule.setback, b - rule.setback])
    .filter(([a, b]) => b - a >= Math.min(...rule.lengths))
}

function splitAt(from: number, to: number, spine: number, avenue: number): [number, number][] {
  if (avenue === 0 || spine < from || spine > to) return [[from, to]]
  return [
    [from, spine - avenue / 2],
    [spine + avenue / 2, to],
  ]
}

function placeSpan(from: number, to: number, west: number, rule: RowRule, random: Random) {
  const placed: { u: number; length: number }[] = []
  const skip = rule.skip ?? 0
  if (rule.aligned) {
    const length = rule.lengths[0]!
    const step = length + rule.gap
    for (let k = Math.ceil((from - west) / step); west + k * step + length <= to; k++)
      if (!random.chance(skip)) placed.push({ u: west + k * step + length / 2, length })
    return placed
  }
  const chosen: number[] = []
  let left = to - from
  for (;;) {
    const fitting = rule.lengths.filter((length) => length + (chosen.length > 0 ? rule.gap : 0) <= left)
    if (fitting.length === 0) break
    const length = random.pick(fitting)
    left -= length + (chosen.length > 0 ? rule.gap : 0)
    chosen.push(length)
  }
  const stretch = chosen.length > 1 ? Math.min(left / (chosen.length - 1), rule.gap * 0.9) : 0
  let u = from + (left - stretch * Math.max(0, chosen.length - 1)) * random.between(0.3, 0.7)
  for (const length of chosen) {
    if (!random.chance(skip)) placed.push({ u: u + length / 2, length })
    u += length + rule.gap + stretch
  }
  return placed
}

/** Old-town lots: a piece between lanes cut again and again until lots are small; each lot carries one house. */
export function layoutLots(ring: readonly Point[], lotArea: number, random: Random): Point[][] {
  const waiting: (readonly Point[])[] = [ring]
  const lots: Point[][] = []
  while (waiting.length > 0) {
    const piece = waiting.pop()!
    const size = area(piece)
    if (size < 45) continue
    const axis = longAxis(piece)
    if (size < lotArea * random.between(0.9, 1.75)) {
      const house = inset(
        piece,
        piece.map(() => random.between(0.5, 1.1)),
      )
      if (house && area(house) > 35 && axis.width > 5) lots.push(house)
      continue
    }
    const middle = centroid(piece)
    const share = random.normal(0, 0.09)
    const origin: Point = [
      middle[0] + Math.cos(axis.angle) * axis.length * share,
      middle[1] + Math.sin(axis.angle) * axis.length * share,
    ]
    const angle = axis.angle + Math.PI / 2 + random.normal(0, 0.06)
    waiting.push(...halve(piece, origin, [Math.cos(angle), Math.sin(angle)]))
  }
  return lots
}
