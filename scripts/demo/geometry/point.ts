/** East and north in metres from the county seat. */
export type Point = readonly [number, number]

export const add = (a: Point, b: Point): Point => [a[0] + b[0], a[1] + b[1]]
export const minus = (a: Point, b: Point): Point => [a[0] - b[0], a[1] - b[1]]
export const times = (a: Point, factor: number): Point => [a[0] * factor, a[1] * factor]
export const cross = (a: Point, b: Point): number => a[0] * b[1] - a[1] * b[0]
export const dot = (a: Point, b: Point): number => a[0] * b[0] + a[1] * b[1]
export const distance = (a: Point, b: Point): number => Math.hypot(a[0] - b[0], a[1] - b[1])
export const between = (a: Point, b: Point, share: number): Point => [
  a[0] + (b[0] - a[0]) * share,
  a[1] + (b[1] - a[1]) * share,
]

export function unit(a: Point): Point {
  const length = Math.hypot(a[0], a[1]) || 1
  return [a[0] / length, a[1] / length]
}

/** Turned by `angle` radians against the clock about the origin. */
export function turn(a: Point, angle: number): Point {
  const c = Math.cos(angle)
  const s = Math.sin(angle)
  return [a[0] * c - a[1] * s, a[0] * s + a[1] * c]
}

export function lineLength(line: readonly Point[]): number {
  let sum = 0
  for (let i = 1; i < line.length; i++) sum += distance(line[i - 1]!, line[i]!)
  return sum
}

/** Point at `along` metres of a line, with the unit direction there. */
export function pointAlong(line: readonly Point[], along: number): { at: Point; direction: Point } {
  let left = along
  for (let i = 1; i < line.length; i++) {
    const a = line[i - 1]!
    const b = line[i]!
    const length = distance(a, b)
    if (left <= length || i === line.length - 1)
      return { at: between(a, b, length === 0 ? 0 : Math.min(1, left / length)), direction: unit(minus(b, a)) }
    left -= length
  }
  return { at: line[0]!, direction: [1, 0] }
}

/** Foot of a point on the segment a-b as a share of it, 0 to 1. */
export function footOn(point: Point, a: Point, b: Point): number {
  const along = minus(b, a)
  const square = dot(along, along)
  return square === 0 ? 0 : Math.max(0, Math.min(1, dot(minus(point, a), along) / square))
}

/** Distance from a point to a line of segments. */
export function distanceToLine(point: Point, line: readonly Point[]): number {
  let nearest = Number.POSITIVE_INFINITY
  for (let i = 1; i < line.length; i++) {
    const a = line[i - 1]!
    const b = line[i]!
    nearest = Math.min(nearest, distance(point, between(a, b, footOn(point, a, b))))
  }
  return nearest
}

/** Shares along both segments where they meet, or null when parallel. */
export function meet(a: Point, b: Point, c: Point, d: Point): { first: number; second: number } | null {
  const r = minus(b, a)
  const s = minus(d, c)
  const denominator = cross(r, s)
  if (Math.abs(denominator) < 1e-12) return null
  const gap = minus(c, a)
  return { first: cross(gap, s) / denominator, second: cross(gap, r) / denominator }
}

/** A smooth curve through control points (centripetal Catmull-Rom), a point about every `stepMeters`. */
export function spline(points: readonly Point[], stepMeters: number): Point[] {
  const line: Point[] = [points[0]!]
  for (let i = 0; i + 1 < points.length; i++) {
    const b = points[i]!
    const c = points[i + 1]!
    const a = points[i - 1] ?? add(b, minus(b, c))
    const d = points[i + 2] ?? add(c, minus(c, b))
    const steps = Math.max(1, Math.round(distance(b, c) / stepMeters))
    for (let step = 1; step <= steps; step++) line.push(centripetal(a, b, c, d, step / steps))
  }
  return line
}

function centripetal(a: Point, b: Point, c: Point, d: Point, share: number): Point {
  const t1 = Math.sqrt(distance(a, b)) || 1
  const t2 = t1 + (Math.sqrt(distance(b, c)) || 1)
  const t3 = t2 + (Math.sqrt(distance(c, d)) || 1)
  const t = t1 + (t2 - t1) * share
  const mix = (p: Point, q: Point, from: number, to: number): Point => between(p, q, (t - from) / (to - from))
  const ab = mix(a, b, 0, t1)
  const bc = mix(b, c, t1, t2)
  const cd = mix(c, d, t2, t3)
  return mix(mix(ab, bc, 0, t2), mix(bc, cd, t1, t3), t1, t2)
}
