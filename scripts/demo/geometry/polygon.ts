import {
  add,
  between,
  cross,
  distance,
  distanceToLine,
  dot,
  meet,
  minus,
  type Point,
  times,
  turn,
  unit,
} from './point.ts'

/** A closed ring without its repeated last point; against the clock is positive. */
export type Ring = readonly Point[]

/** Signed area in square metres. */
export function area(ring: Ring): number {
  let twice = 0
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) twice += cross(ring[j]!, ring[i]!)
  return twice / 2
}

export function centroid(ring: Ring): Point {
  let x = 0
  let y = 0
  let twice = 0
  const origin = ring[0]!
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const a = minus(ring[j]!, origin)
    const b = minus(ring[i]!, origin)
    const weight = cross(a, b)
    twice += weight
    x += (a[0] + b[0]) * weight
    y += (a[1] + b[1]) * weight
  }
  return twice === 0 ? origin : [origin[0] + x / (3 * twice), origin[1] + y / (3 * twice)]
}

export function contains(ring: Ring, point: Point): boolean {
  let inside = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const a = ring[i]!
    const b = ring[j]!
    if (a[1] > point[1] !== b[1] > point[1] && point[0] < ((b[0] - a[0]) * (point[1] - a[1])) / (b[1] - a[1]) + a[0])
      inside = !inside
  }
  return inside
}

/** West, south, east, north. */
export function boundsOf(points: Iterable<Point>): [number, number, number, number] {
  let west = Number.POSITIVE_INFINITY
  let south = Number.POSITIVE_INFINITY
  let east = Number.NEGATIVE_INFINITY
  let north = Number.NEGATIVE_INFINITY
  for (const [x, y] of points) {
    west = Math.min(west, x)
    south = Math.min(south, y)
    east = Math.max(east, x)
    north = Math.max(north, y)
  }
  return [west, south, east, north]
}

/** A point inside, as far from the edges as a few tries find; the centroid where that is inside. */
export function pointInside(ring: Ring): Point {
  const centre = centroid(ring)
  const closed = [...ring, ring[0]!]
  if (contains(ring, centre) && distanceToLine(centre, closed) > 1) return centre
  const [west, south, east, north] = boundsOf(ring)
  let best = centre
  let room = -1
  for (let i = 1; i < 12; i++)
    for (let j = 1; j < 12; j++) {
      const point: Point = [west + ((east - west) * i) / 12, south + ((north - south) * j) / 12]
      if (!contains(ring, point)) continue
      const free = distanceToLine(point, closed)
      if (free > room) {
        room = free
        best = point
      }
    }
  return best
}

/** Direction in radians of the longest side of the smallest enclosing rectangle, with both extents. */
export function longAxis(ring: Ring): { angle: number; length: number; width: number } {
  let best = { angle: 0, length: 0, width: Number.POSITIVE_INFINITY }
  let smallest = Number.POSITIVE_INFINITY
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const side = minus(ring[i]!, ring[j]!)
    if (Math.hypot(side[0], side[1]) < 3) continue
    const angle = Math.atan2(side[1], side[0])
    const [west, south, east, north] = boundsOf(ring.map((point) => turn(point, -angle)))
    const x = east - west
    const y = north - south
    if (x * y >= smallest) continue
    smallest = x * y
    best = x >= y ? { angle, length: x, width: y } : { angle: angle + Math.PI / 2, length: y, width: x }
  }
  return best
}

/**
 * The ring moved inwards, each side by its own distance (`distances[i]` for the side from point i to i + 1).
 * Sides that would turn round are dropped. Null when nothing sound is left.
 */
export function inset(ring: Ring, distances: readonly number[]): Point[] | null {
  let sides = ring.map((from, i) => ({ from, to: ring[(i + 1) % ring.length]!, by: distances[i]! }))
  sides = mergeStraight(sides.filter((side) => distance(side.from, side.to) > 0.05))
  while (sides.length >= 3) {
    const corners = sides.map((side, i) => cornerOf(sides[(i + sides.length - 1) % sides.length]!, side))
    const wrong = sides.findIndex((side, i) => {
      const moved = minus(corners[(i + 1) % corners.length]!, corners[i]!)
      return dot(moved, minus(side.to, side.from)) <= 0
    })
    if (wrong < 0) return area(corners) > 1 && isSimple(corners) ? corners : null
    let worst = wrong
    let shortest = Number.POSITIVE_INFINITY
    sides.forEach((side, i) => {
      const moved = minus(corners[(i + 1) % corners.length]!, corners[i]!)
      const length = distance(side.from, side.to)
      if (dot(moved, minus(side.to, side.from)) <= 0 && length < shortest) {
        shortest = length
        worst = i
      }
    })
    sides = sides.filter((_, i) => i !== worst)
  }
  return null
}

interface Side {
  from: Point
  to: Point
  by: number
}

function mergeStraight(sides: Side[]): Side[] {
  const merged: Side[] = []
  for (const side of sides) {
    const last = merged[merged.length - 1]
    if (last && last.by === side.by) {
      const a = unit(minus(last.to, last.from))
      const b = unit(minus(side.to, side.from))
      if (Math.abs(cross(a, b)) < 0.02 && dot(a, b) > 0) {
        last.to = side.to
        continue
      }
    }
    merged.push({ ...side })
  }
  return merged
}

function cornerOf(before: Side, after: Side): Point {
  const shift = (side: Side): [Point, Point] => {
    const along = unit(minus(side.to, side.from))
    const inwards: Point = [-along[1] * side.by, along[0] * side.by]
    return [add(side.from, inwards), add(side.to, inwards)]
  }
  const [a, b] = shift(before)
  const [c, d] = shift(after)
  const hit = meet(a, b, c, d)
  if (!hit) return between(b, c, 0.5)
  const point = between(a, b, hit.first)
  const limit = 4 * Math.max(before.by, after.by, 1) + distance(b, c)
  return distance(point, c) > limit ? between(b, c, 0.5) : point
}

export function isSimple(ring: Ring): boolean {
  for (let i = 0; i < ring.length; i++) {
    const a = ring[i]!
    const b = ring[(i + 1) % ring.length]!
    for (let j = i + 2; j < ring.length; j++) {
      if (i === 0 && j === ring.length - 1) continue
      const hit = meet(a, b, ring[j]!, ring[(j + 1) % ring.length]!)
      if (hit && hit.first >= 0 && hit.first <= 1 && hit.second >= 0 && hit.second <= 1) return false
    }
  }
  return true
}

/** Cuts a ring by the line through `origin` along `direction` (both halves of a nearly convex ring). */
export function halve(ring: Ring, origin: Point, direction: Point): [Point[], Point[]] {
  const left: Point[] = []
  const right: Point[] = []
  for (let i = 0; i < ring.length; i++) {
    const a = ring[i]!
    const b = ring[(i + 1) % ring.length]!
    const sideA = cross(direction, minus(a, origin))
    const sideB = cross(direction, minus(b, origin))
    if (sideA >= 0) left.push(a)
    if (sideA <= 0) right.push(a)
    if (sideA * sideB < 0) {
      const point = between(a, b, sideA / (sideA - sideB))
      left.push(point)
      right.push(point)
    }
  }
  return [left, right]
}

/** Spans of the horizontal line at height y inside a ring, left to right. */
export function spansAt(ring: Ring, y: number): [number, number][] {
  const crossings: number[] = []
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const a = ring[i]!
    const b = ring[j]!
    if (a[1] > y !== b[1] > y) crossings.push(a[0] + ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]))
  }
  crossings.sort((p, q) => p - q)
  const spans: [number, number][] = []
  for (let i = 0; i + 1 < crossings.length; i += 2) spans.push([crossings[i]!, crossings[i + 1]!])
  return spans
}

/** A rectangle about `centre`, its length along `angle`. */
export function rectangle(centre: Point, length: number, width: number, angle: number): Point[] {
  const corners: Point[] = [
    [-length / 2, -width / 2],
    [length / 2, -width / 2],
    [length / 2, width / 2],
    [-length / 2, width / 2],
  ]
  return corners.map((corner) => add(centre, turn(corner, angle)))
}

/** An irregular round shape, for ponds, groves and islets; `wobble` is a share of the radius. */
export function blob(centre: Point, radius: number, wobble: readonly number[], points = 28): Point[] {
  return Array.from({ length: points }, (_, i) => {
    const angle = (i / points) * 2 * Math.PI
    const reach = wobble.reduce((sum, share, k) => sum + share * Math.sin((k + 2) * angle + k * 1.7 + share * 40), 1)
    return add(centre, times([Math.cos(angle), Math.sin(angle)], radius * reach))
  })
}
