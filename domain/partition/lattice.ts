import type { Position } from '#domain/contract/common.ts'

/** Lattice steps in one degree: partition geometry lives on integers of 1e-7 degree (about 1 cm). */
export const STEPS_PER_DEGREE = 1e7

/** Widest partition in steps (6.7 degrees): products of two differences stay below 2^53, so orientation is exact. */
export const MAX_SPAN_STEPS = 2 ** 26

/** Points as integers, flat: x0, y0, x1, y1 ... */
export type Path = readonly number[]

/** Degrees to lattice steps. */
export function toLattice(degrees: number): number {
  return Math.round(degrees * STEPS_PER_DEGREE)
}

/** Lattice steps to degrees: the same double as the 7-digit decimal, so geometry reads back equal to the bit. */
export function toDegrees(steps: number): number {
  return steps / STEPS_PER_DEGREE
}

export function toPosition(x: number, y: number): Position {
  return [toDegrees(x), toDegrees(y)]
}

/** Positions in degrees to a lattice path without repeated neighbours. */
export function toPath(positions: readonly (readonly number[])[]): number[] {
  const path: number[] = []
  for (const position of positions) {
    const x = toLattice(position[0]!)
    const y = toLattice(position[1]!)
    if (path.length === 0 || path.at(-2) !== x || path.at(-1) !== y) path.push(x, y)
  }
  return path
}

/** A lattice path as positions in degrees. */
export function toPositions(path: Path): Position[] {
  const positions: Position[] = []
  for (let i = 0; i < path.length; i += 2) positions.push(toPosition(path[i]!, path[i + 1]!))
  return positions
}

/** Twice the signed area of a, b, c: positive when c lies left of a to b. Exact within MAX_SPAN_STEPS. */
export function orient(ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number {
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
}

/** Twice the signed area of a closed ring given without its closing point; positive when counter-clockwise. Exact. */
export function ringDoubleArea(ring: Path): number {
  const ox = ring[0]!
  const oy = ring[1]!
  let sum = 0
  for (let i = 2; i + 3 < ring.length; i += 2)
    sum += (ring[i]! - ox) * (ring[i + 3]! - oy) - (ring[i + 2]! - ox) * (ring[i + 1]! - oy)
  return sum
}

/** The same path walked backward. */
export function reversed(path: Path): number[] {
  const back: number[] = []
  for (let i = path.length - 2; i >= 0; i -= 2) back.push(path[i]!, path[i + 1]!)
  return back
}

/** True when point c, known to be collinear with a and b, lies between them (ends included). */
export function between(ax: number, ay: number, bx: number, by: number, cx: number, cy: number): boolean {
  return Math.min(ax, bx) <= cx && cx <= Math.max(ax, bx) && Math.min(ay, by) <= cy && cy <= Math.max(ay, by)
}
