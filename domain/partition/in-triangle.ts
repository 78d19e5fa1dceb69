import { between, orient } from './lattice.ts'

/** Whether a point lies in or on the triangle a, b, c (which may be flat). Exact. */
export function inTriangle(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
  x: number,
  y: number,
): boolean {
  const one = orient(ax, ay, bx, by, x, y)
  const two = orient(bx, by, cx, cy, x, y)
  const three = orient(cx, cy, ax, ay, x, y)
  if (one === 0 && two === 0 && three === 0) return between(ax, ay, cx, cy, x, y) || between(ax, ay, bx, by, x, y)
  return (one >= 0 && two >= 0 && three >= 0) || (one <= 0 && two <= 0 && three <= 0)
}
